package io.ordeal.server.keys;

import java.util.Optional;

/** Everything that can change the key space. */
public sealed interface Command {

    Key key();

    /**
     * Puts a new node in place of what is there, which may be a file but not a directory; with the directories above
     * it.
     *
     * @param value of a file; none: an empty directory
     */
    record Set(Key key, Optional<Text> value) implements Command {}

    /**
     * Puts a new node where none is; with the directories above it.
     *
     * @param value of a file; none: an empty directory
     */
    record Create(Key key, Optional<Text> value) implements Command {}

    /**
     * Creates a node inside the directory {@code key}, named after the event's index: 20 decimal digits.
     *
     * @param value of a file; none: an empty directory
     */
    record CreateInOrder(Key key, Optional<Text> value) implements Command {
        public CreateInOrder {
            if (Key.depth(key.path()) == Key.DEPTH_MAX) {
                throw new IllegalArgumentException("no key can be below one of " + Key.DEPTH_MAX + " components");
            }
        }
    }

    /** Changes the value of a file. A directory can only be given the empty value, which leaves it as it is. */
    record Update(Key key, Text value) implements Command {}

    /** Changes the value of a file that fulfils the condition. */
    record CompareAndSwap(Key key, Condition condition, Text value) implements Command {}

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
