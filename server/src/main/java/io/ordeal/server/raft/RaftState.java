package io.ordeal.server.raft;

import io.ordeal.server.raft.Role.Candidate;
import io.ordeal.server.raft.Role.Follower;
import io.ordeal.server.raft.Role.Leader;
import io.ordeal.server.raft.Role.PreCandidate;
import java.util.Optional;

/**
 * Everything that Raft knows on one node. An immutable value.
 *
 * @param configurations those in the log, and the one before
 * @param durable the log is known to be on this node's disk up to here
 * @param commit the log is known to be committed up to here (§5.3)
 */
public record RaftState(
        Group group,
        HardState hard,
        RaftLog log,
        Snapshots snapshots,
        Configurations configurations,
        long durable,
        long commit,
        Role role) {

    public long term() {
        return hard.term();
    }

    public NodeId self() {
        return group.self();
    }

    /** Whom this node takes for the leader of its term: itself, or whom it follows. */
    public Optional<NodeId> leader() {
        return switch (role) {
            case Leader _ -> Optional.of(self());
            case Follower(Optional<NodeId> leader, boolean _) -> leader;
            case PreCandidate _, Candidate _ -> Optional.empty();
        };
    }

    public boolean leads() {
        return role instanceof Leader;
    }

    /** The configuration in force: the latest in the log, committed or not (§6). */
    public Configuration configuration() {
        return configurations.latest();
    }

    /** The latest configuration that is known to be committed. */
    public Configuration committedConfiguration() {
        return configurations.at(commit);
    }

    /** Says whether this node was removed from the cluster, for ever. */
    public boolean isRemoved() {
        return committedConfiguration().removed().contains(self());
    }

    /** The latest snapshot here. */
    public Snapshot snapshot() {
        return snapshots.latest();
    }

    /** Says whether the snapshot may still have to be read: it is the latest, or on its way to a follower. */
    public boolean needs(Snapshot snapshot) {
        return snapshot.equals(snapshot())
                || (role instanceof Leader leader && leader.transfers().anyMatch(snapshot::equals));
    }

    RaftState as(Role newRole) {
        return new RaftState(group, hard, log, snapshots, configurations, durable, commit, newRole);
    }

    /** In a term, with the vote given in it. */
    RaftState in(long term, Optional<NodeId> vote) {
        return new RaftState(group, new HardState(term, vote), log, snapshots, configurations, durable, commit, role);
    }

    /** With another log. What was durable of the old one and is not in the new one does not count any more. */
    RaftState with(RaftLog newLog) {
        long common = log.commonPrefix(newLog);
        return new RaftState(
                group,
                hard,
                newLog,
                snapshots,
                configurations.of(newLog, common),
                Math.min(durable, common),
                commit,
                role);
    }

    RaftState with(Snapshots newSnapshots) {
        return new RaftState(group, hard, log, newSnapshots, configurations, durable, commit, role);
    }

    RaftState with(Configurations known) {
        return new RaftState(group, hard, log, snapshots, known, durable, commit, role);
    }

    RaftState durableThrough(long index) {
        return new RaftState(group, hard, log, snapshots, configurations, Math.max(durable, index), commit, role);
    }

    RaftState committedThrough(long index) {
        return index <= commit
                ? this
                : new RaftState(group, hard, log, snapshots.beyond(index), configurations, durable, index, role);
    }
}
