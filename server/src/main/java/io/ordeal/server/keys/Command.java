package io.ordeal.server.keys;

import java.util.Optional;

/**
 * Everything that can change the key space. A moment in it is of the wall clock of the node that proposes it, in
 * milliseconds since 1970; what expires at {@link Node#NEVER} does not expire.
 */
public sealed interface Command {

    Key key();

    /**
     * Puts a new node in place of what is there, which may be a file but not a directory; with the directories above
     * it.
     *
     * @param value of a file; none: an empty directory
     */
    record Set(Key key, Optional<Text> value, long expires) implements Command {}

    /**
     * Puts a new node where none is; with the directories above it.
     *
     * @param value of a file; none: an empty directory
     */
    record Create(Key key, Optional<Text> value, long expires) implements Command {}

    /**
     * Creates a node inside the directory {@code key}, named after the event's index: 20 decimal digits.
     *
     * @param value of a file; none: an empty directory
     */
    record CreateInOrder(Key key, Optional<Text> value, long expires) implements Command {
        public CreateInOrder {
            if (Key.depth(key.path()) == Key.DEPTH_MAX) {
                throw new IllegalArgumentException("no key can be below one of " + Key.DEPTH_MAX + " components");
            }
        }
    }

    /** Changes the value and the end of a file. A directory can only be given the empty value; its end changes. */
    record Update(Key key, Text value, long expires) implements Command {}

    /** Changes the value and the end of a file that fulfils the condition. */
    record CompareAndSwap(Key key, Condition condition, Text value, long expires) implements Command {}

    /**
     * Changes the end of a file, or with {@link Action#UPDATE} also of a directory, and passes for a write of the value
     * that is there.
     *
     * @param action what it passes for: a set, an update or a compareAndSwap
     * @param condition of a compareAndSwap, and only of that
     */
    record Refresh(Key key, Action action, Optional<Condition> condition, long expires) implements Command {
        public Refresh {
            boolean write = action == Action.SET || action == Action.UPDATE || action == Action.COMPARE_AND_SWAP;
            if (!write || condition.isPresent() != (action == Action.COMPARE_AND_SWAP)) {
                throw new IllegalArgumentException("no refresh passes for " + action + " with " + condition);
            }
        }
    }

    /** Removes what expires by then, the earliest first, {@link Expired#MOST} of it at most. */
    record Expire(long now) implements Command {
        /** The root: what is due may be anywhere. */
        @Override
        public Key key() {
            return Key.ROOT;
        }
    }

    record Delete(Key key, Extent extent) implements Command {}

    /** Deletes a file that fulfils the condition. */
    record CompareAndDelete(Key key, Condition condition) implements Command {}

    /** The most that a {@link Delete} may delete. */
    enum Extent {
        FILE,
        EMPTY_DIRECTORY,
        SUBTREE
    }
}
