package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.Refused;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Role.Leader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** How the configuration changes: joint consensus (§6, thesis 4.3), with learners first (thesis 4.2.1). */
final class Reconfiguration {

    private Reconfiguration() {}

    /** Somebody on this node asks for a change. */
    static RaftState request(RaftState state, Ticket ticket, Change change, List<Effect> out) {
        if (state.leads()) {
            return begin(state, change).map(next -> append(state, next, out)).orElseGet(() -> {
                out.add(new Refuse(List.of(ticket)));
                return state;
            });
        }
        out.add(state.leader()
                .<Effect>map(leader -> new Send(leader, new Message.Reconfigure(ticket, change)))
                .orElse(new Refuse(List.of(ticket))));
        return state;
    }

    /** Another node hands on what it was asked for. */
    static RaftState requested(RaftState state, NodeId from, Message.Reconfigure request, List<Effect> out) {
        return begin(state, request.change())
                .map(next -> append(state, next, out))
                .orElseGet(() -> {
                    out.add(new Send(from, new Refused(List.of(request.ticket()))));
                    return state;
                });
    }

    /** The configuration with which the change begins, if it may begin now. */
    private static Optional<Configuration> begin(RaftState state, Change change) {
        return state.role() instanceof Leader leader && mayChange(state, leader) && isTimely(state, leader, change)
                ? state.configuration().after(change)
                : Optional.empty();
    }

    /** One change at a time (thesis 4.1), and none while leadership is being transferred (thesis 3.10). */
    private static boolean mayChange(RaftState state, Leader leader) {
        return isSettled(state) && hasCommittedInTerm(state) && leader.heir().isEmpty();
    }

    private static boolean isSettled(RaftState state) {
        return isCommitted(state) && !state.configuration().isJoint();
    }

    /** Whether the configuration in force is. */
    private static boolean isCommitted(RaftState state) {
        return state.configurations().latestIndex() <= state.commit();
    }

    /**
     * A leader begins a change only once an entry of its own term is committed (Ongaro, "bug in single-server membership
     * changes", 2015). Joint consensus does not have that bug; but only then does a leader know what is committed.
     */
    private static boolean hasCommittedInTerm(RaftState state) {
        return state.log().id(state.commit()).term() == state.term();
    }

    private static boolean isTimely(RaftState state, Leader leader, Change change) {
        return !(change instanceof Change.Promote(List<NodeId> nodes))
                || nodes.stream().allMatch(node -> hasCaughtUp(state, leader, node));
    }

    /** What a learner lacks goes into one message: it would not hold up commitment for long (thesis 4.2.1). */
    private static boolean hasCaughtUp(RaftState state, Leader leader, NodeId node) {
        Progress progress = leader.followers().get(node);
        return progress != null
                && progress.heard()
                && !progress.probing()
                && progress.transfer().isEmpty()
                && state.log().lastIndex() - progress.match() <= state.group().entriesPerAppend();
    }

    /** Learners that have caught up become voters, as many as have at a time. */
    static RaftState promote(RaftState state, List<Effect> out) {
        if (state.configuration().learners().isEmpty() || !(state.role() instanceof Leader leader)) {
            return state;
        }
        List<NodeId> ready = state.configuration().learners().stream()
                .filter(node -> hasCaughtUp(state, leader, node))
                .toList();
        return begin(state, new Change.Promote(ready))
                .map(next -> append(state, next, out))
                .orElse(state);
    }

    /** A leader goes by the configuration as soon as it is in its log (§6). Whoever goes hears of it all the same. */
    private static RaftState append(RaftState state, Configuration next, List<Effect> out) {
        long index = state.log().lastIndex() + 1;
        RaftState changed = state.with(state.log().append(List.of(new Entry(new EntryId(state.term(), index), next))));
        Leader leader = (Leader) state.role();
        var followers = new TreeMap<>(leader.followers());
        next.nodes().stream()
                .filter(node -> !node.equals(state.self()))
                .forEach(node -> followers.putIfAbsent(node, Progress.unknown(index)));
        return Replication.replicate(changed.as(leader.with(followers)), false, out);
    }

    /** More is committed: a joint configuration that is, is followed by the one to which it leads (§6). */
    static RaftState advance(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)) {
            return state;
        }
        if (mayFollow(state)) {
            return append(state, state.configuration().settled(), out);
        }
        return mayLeave(state) ? leave(state, leader, out) : state;
    }

    /** Until the joint configuration is committed, somebody may still be elected by the one before (thesis 4.3). */
    private static boolean mayFollow(RaftState state) {
        return state.configuration().isJoint() && isCommitted(state);
    }

    /**
     * A leader that has no part in the new configuration leads until that is committed: from then on its voters can
     * elect one of their own (§6, thesis 4.2.2).
     */
    private static boolean mayLeave(RaftState state) {
        return !state.configuration().votes(state.self()) && isCommitted(state);
    }

    private static RaftState leave(RaftState state, Leader leader, List<Effect> out) {
        state.configuration().voters().stream()
                .max(Comparator.comparingLong(
                        node -> Replication.follower(leader, node).match()))
                .ifPresent(heir -> out.add(new Send(heir, new TimeoutNow(state.term()))));
        return Election.resign(state, leader, out);
    }

    /** Who has gone need not be told any longer, once its going is committed. */
    static Leader forgetGone(RaftState state, Leader leader) {
        if (!isSettled(state)) {
            return leader;
        }
        var followers = new TreeMap<>(leader.followers());
        followers.keySet().removeIf(node -> !state.configuration().has(node));
        return leader.with(followers);
    }
}
