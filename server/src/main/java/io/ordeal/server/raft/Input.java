package io.ordeal.server.raft;

import java.util.List;

/** Everything that can happen to a node. There is no other way in. */
public sealed interface Input {

    /** A timer that an {@link Effect.Arm} set has run out. */
    record TimedOut(Timeout timeout) implements Input {}

    record Received(NodeId from, Message message) implements Input {}

    /** Clients of this node want these commands in the log. */
    record Proposed(List<Proposal> proposals) implements Input {}

    /** Clients of this node want to read linearizably. */
    record ReadRequested(List<Ticket> tickets) implements Input {}

    /**
     * Somebody wants another configuration. It is refused by {@link Effect.Refuse} while it is not possible; that it has
     * come about is to be seen from the entries that are applied.
     */
    record Reconfigure(Ticket ticket, Change change) implements Input {}

    /** If this node leads, it is to hand on to that one (thesis 3.10). */
    record TransferTo(NodeId node) implements Input {}

    /**
     * A snapshot is durable here: one that this node has taken itself, or one that a leader has sent.
     *
     * @param configuration the latest up to its last index
     */
    record SnapshotReady(Snapshot snapshot, Configuration configuration) implements Input {}

    /** What a leader has sent under this description is not such a snapshot, or no snapshot. */
    record SnapshotSpoilt(Snapshot snapshot) implements Input {}

    /** Every {@link Effect.Persist} that wrote the log up to {@code last}, and all before it, are durable. */
    record Persisted(EntryId last) implements Input {}
}
