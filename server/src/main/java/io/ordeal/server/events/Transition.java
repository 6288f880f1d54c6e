package io.ordeal.server.events;

import io.ordeal.server.raft.NodeId;
import java.util.Locale;

/** One thing that has become different on a node, or happened to it. */
public sealed interface Transition {

    /**
     * The node has read its disk, and takes part from now on.
     *
     * @param boot larger at every start that became durable
     * @param last index of the last entry in its log
     * @param snapshot index of the last entry in its snapshot, or 0
     */
    record Started(long boot, long last, long snapshot) implements Transition {}

    /** The node was told to stop. A node that is killed does not tell. */
    record Stopped() implements Transition {}

    /** The node cannot trust its disk any more, and has stopped. */
    record DiskFailed(String reason) implements Transition {}

    /** The node cannot trust itself any more, and has stopped. */
    record Failed(String reason) implements Transition {}

    /** The node is in a new term (§5.1), which is the one that the event is told under. */
    record TermBegan(long before) implements Transition {}

    /** The node votes for a candidate in the term, maybe for itself (§5.2). Pre-votes are not told. */
    record VoteGranted(NodeId candidate) implements Transition {}

    record RoleChanged(Part from, Part to) implements Transition {}

    /** The node knows who leads the term: it has heard from it, or is it. */
    record LeaderKnown(NodeId leader) implements Transition {}

    /** The node does not know any more who leads. */
    record LeaderLost(NodeId leader) implements Transition {}

    /**
     * The commit index has reached entries of a later term for the first time. Only then is all before them certain
     * (§5.4.2).
     *
     * @param entryTerm the latest of these terms
     * @param commit the commit index now
     */
    record TermCommitted(long entryTerm, long commit) implements Transition {}

    /**
     * What followed {@code kept} in the log was in conflict with the leader's, and is gone (§5.3).
     *
     * @param removed how many entries that was
     */
    record LogTruncated(long kept, long removed) implements Transition {}

    /** A snapshot of the node's own state is durable (§7). */
    record SnapshotTaken(long index, long bytes) implements Transition {}

    /** The node begins to send a snapshot to a follower, or begins anew. */
    record SnapshotSending(NodeId to, long index, long bytes) implements Transition {}

    /** A follower has what it needs of a snapshot. */
    record SnapshotSent(NodeId to, long index) implements Transition {}

    /** A leader's snapshot is in place of the node's own state. */
    record SnapshotInstalled(long index, long bytes) implements Transition {}

    /**
     * The entries up to this one are applied; told now and then, at the same entries on all nodes.
     *
     * @param entryTerm of the last of them
     * @param digest of the state machine after it: the same on all nodes, or they are no replicas of each other (§5.4.3)
     */
    record Applied(long index, long entryTerm, long digest) implements Transition {}

    /** So many events before this one could not be written down. */
    record Missed(long count) implements Transition {}

    /** What a node is in its term. */
    enum Part {
        FOLLOWER,
        PRE_CANDIDATE,
        CANDIDATE,
        LEADER;

        /** As it is written down. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
