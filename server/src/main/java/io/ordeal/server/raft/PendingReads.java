package io.ordeal.server.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linearizable reads that a leader has not yet answered (thesis 6.4).
 *
 * @param waiting reads that came too late for the round under way
 * @param confirming those that it will answer, if there is one
 */
public record PendingReads(List<Asked> waiting, Optional<Round> confirming) {

    static final PendingReads NONE = new PendingReads(List.of(), Optional.empty());

    /** @param from who asked; the leader itself for its own clients */
    record Asked(NodeId from, List<Ticket> tickets) {}

    /**
     * @param number the round of heartbeats that a majority must answer
     * @param index the commit index when it began
     */
    record Round(long number, long index, List<Asked> reads) {}

    PendingReads plus(NodeId from, List<Ticket> tickets) {
        var more = new ArrayList<>(waiting);
        more.add(new Asked(from, List.copyOf(tickets)));
        return new PendingReads(List.copyOf(more), confirming);
    }

    /** All waiting reads go into round {@code number}. */
    PendingReads begin(long number, long index) {
        return new PendingReads(List.of(), Optional.of(new Round(number, index, waiting)));
    }

    PendingReads done() {
        return new PendingReads(waiting, Optional.empty());
    }

    /** Every read that is not answered. */
    List<Asked> all() {
        var all = new ArrayList<>(waiting);
        confirming.ifPresent(round -> all.addAll(round.reads()));
        return all;
    }
}
