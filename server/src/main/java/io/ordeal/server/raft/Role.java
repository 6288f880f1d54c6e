package io.ordeal.server.raft;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a node is at the moment (§5.1), with what it must know for that. */
public sealed interface Role {

    /**
     * @param leader whom it follows in this term, once it has heard from one
     * @param sticky whether it heard from that leader within the last election timeout, or may have; it then disregards
     *     candidates (thesis 4.2.3)
     */
    record Follower(Optional<NodeId> leader, boolean sticky) implements Role {
        static final Follower LEADERLESS = new Follower(Optional.empty(), false);
    }

    /** Asks whether it would win an election, before it disturbs anybody with a new term (thesis 9.6). */
    record PreCandidate(SortedSet<NodeId> votes) implements Role {
        public PreCandidate {
            votes = Collections.unmodifiableSortedSet(votes);
        }
    }

    record Candidate(SortedSet<NodeId> votes) implements Role {
        public Candidate {
            votes = Collections.unmodifiableSortedSet(votes);
        }
    }

    /**
     * @param followers how far each of the others is; also of those that have just been removed
     * @param round number of the latest round of heartbeats sent to confirm leadership
     * @param reads reads that wait for such a round
     * @param heir to whom it is handing on (thesis 3.10)
     */
    record Leader(SortedMap<NodeId, Progress> followers, long round, PendingReads reads, Optional<NodeId> heir)
            implements Role {
        public Leader {
            followers = Collections.unmodifiableSortedMap(followers);
        }

        Leader with(NodeId follower, Progress progress) {
            var changed = new TreeMap<>(followers);
            changed.put(follower, progress);
            return with(changed);
        }

        Leader with(SortedMap<NodeId, Progress> changed) {
            return new Leader(changed, round, reads, heir);
        }

        Leader with(Optional<NodeId> successor) {
            return new Leader(followers, round, reads, successor);
        }

        Leader with(PendingReads pending) {
            return new Leader(followers, round, pending, heir);
        }

        /** The snapshots that are on their way. */
        Stream<Snapshot> transfers() {
            return followers.values().stream()
                    .flatMap(progress -> progress.transfer().stream())
                    .map(Transfer::snapshot);
        }

        Leader nextRound() {
            return new Leader(followers, round + 1, reads, heir);
        }
    }

    /** Adds a vote to those counted. */
    static SortedSet<NodeId> plus(SortedSet<NodeId> votes, NodeId voter) {
        var counted = new TreeSet<>(votes);
        counted.add(voter);
        return counted;
    }
}
