package io.ordeal.server.raft;

import java.util.Optional;

/**
 * The snapshots that a node has.
 *
 * @param latest durable on this node's disk; everything in it is committed
 * @param incoming one that a leader is sending
 */
public record Snapshots(Snapshot latest, Optional<Incoming> incoming) {

    public static final Snapshots NONE = new Snapshots(Snapshot.NONE, Optional.empty());

    /**
     * A snapshot of which the beginning has come.
     *
     * @param term of the leader that sent the latest piece
     * @param offset so many bytes are here
     */
    public record Incoming(long term, Snapshot snapshot, long offset) {}

    Snapshots with(Snapshot durable) {
        return new Snapshots(durable, incoming);
    }

    Snapshots taking(Incoming piece) {
        return new Snapshots(latest, Optional.of(piece));
    }

    /** Without one that comes in and is no use any more, because everything up to {@code index} is here. */
    Snapshots beyond(long index) {
        return incoming.filter(coming -> coming.snapshot().index() <= index).isPresent()
                ? new Snapshots(latest, Optional.empty())
                : this;
    }

    /** Without the one that comes in, if it is this one. */
    Snapshots without(Snapshot snapshot) {
        return incoming.filter(coming -> coming.snapshot().equals(snapshot)).isPresent()
                ? new Snapshots(latest, Optional.empty())
                : this;
    }
}
