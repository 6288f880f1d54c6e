package io.ordeal.server.keys;

import java.util.Optional;

/**
 * A command that took effect, and with it the index that it was given.
 *
 * @param node the node of {@code key} after it; its modified index is the event's own
 * @param previous the node before it, if there was one
 */
public record Event(Action action, Key key, View node, Optional<View> previous) implements Result {

    /** The index of the key space that this event brought about. */
    public long index() {
        return node.modified();
    }

    /** Says whether a directory went, with all that it held. */
    public boolean removesDirectory() {
        return node.directory() && (action == Action.DELETE || action == Action.EXPIRE);
    }

    /** Says whether there was nothing at the key before. */
    public boolean created() {
        return previous.isEmpty();
    }
}
