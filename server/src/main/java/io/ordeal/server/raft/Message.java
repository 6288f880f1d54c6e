package io.ordeal.server.raft;

import java.util.List;
import java.util.Optional;

/**
 * What nodes say to each other. Every message carries its sender's term, except those that ask a leader for a service.
 */
public sealed interface Message {

    /** The sender's term, or 0 for messages that belong to no term. */
    long term();

    /**
     * Asks for a vote (§5.2, §5.4.1), or, as a pre-vote, whether it would be given (thesis 9.6).
     *
     * @param term the term that the candidate stands for; of a pre-vote, the one it would stand for
     * @param handed whether the leader itself asked the candidate to stand, so that it may be deposed (thesis 3.10)
     * @param last the end of the candidate's log
     */
    record VoteRequest(long term, boolean pre, boolean handed, EntryId last) implements Message {}

    /** @param term of a granted pre-vote, the term asked for; else the voter's own */
    record VoteReply(long term, boolean pre, boolean granted) implements Message {}

    /**
     * Entries to append, or a heartbeat without any (§5.3).
     *
     * @param previous the entry that precedes {@code entries} in the leader's log
     * @param commit the leader's commit index
     * @param round number of the leader's latest round of heartbeats, given back in the reply; a majority that answers a
     *     round confirms that the leader still led when it began (thesis 6.4)
     */
    record AppendRequest(long term, EntryId previous, List<Entry> entries, long commit, long round)
            implements Message {}

    /** The follower's log equals the leader's up to {@code matched}, durably. */
    record Accepted(long term, long matched, long round) implements Message {}

    /**
     * The follower's log has no {@code previous}.
     *
     * @param previous index of the entry that it lacks
     * @param hint an entry of the follower's log: the logs may be equal up to it, and certainly are not further
     */
    record Rejected(long term, long previous, EntryId hint, long round) implements Message {}

    /**
     * A piece of a snapshot, for a follower whose next entry the leader does not have any more (§7, Figure 13).
     *
     * @param offset where in the snapshot the piece begins
     * @param data must not be changed once it is here
     */
    record InstallSnapshot(long term, Snapshot snapshot, long offset, byte[] data) implements Message {}

    /**
     * The answer to a piece. That all of a snapshot is installed, and durably, is told by {@link Accepted}.
     *
     * @param offset so many bytes of the snapshot the follower has, without a gap
     */
    record Gathered(long term, Snapshot snapshot, long offset) implements Message {}

    /** The leader wants this node to stand for election at once (thesis 3.10). */
    record TimeoutNow(long term) implements Message {}

    /** Whoever gets this was removed from the cluster: that is committed, though it may not have heard of it. */
    record Removed() implements Message {
        @Override
        public long term() {
            return 0;
        }
    }

    /** Hands a change of the configuration on to the leader. */
    record Reconfigure(Ticket ticket, Change change) implements Message {
        @Override
        public long term() {
            return 0;
        }
    }

    /** Hands proposals on to the leader. */
    record Forward(List<Proposal> proposals) implements Message {
        @Override
        public long term() {
            return 0;
        }
    }

    /** These proposals, or changes, were not taken and never will be. */
    record Refused(List<Ticket> tickets) implements Message {
        @Override
        public long term() {
            return 0;
        }
    }

    /** Asks the leader from which index on the log may be read linearizably (thesis 6.4). */
    record ReadQuery(List<Ticket> tickets) implements Message {
        @Override
        public long term() {
            return 0;
        }
    }

    /** @param index reads are linearizable once this index is applied; empty: the asked node does not lead */
    record ReadAnswer(List<Ticket> tickets, Optional<Long> index) implements Message {
        @Override
        public long term() {
            return 0;
        }
    }
}
