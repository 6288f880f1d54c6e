package io.ordeal.server.raft;

import java.util.Optional;

/**
 * What a node must never forget: its term, and whom it voted for in it (Figure 2, "persistent state"). It is durable
 * before any message that rests on it goes out.
 */
public record HardState(long term, Optional<NodeId> vote) {

    /** Of a node that has never run. */
    public static final HardState INITIAL = new HardState(0, Optional.empty());
}
