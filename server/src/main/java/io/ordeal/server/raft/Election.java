package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.Disarm;
import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.Removed;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import io.ordeal.server.raft.Role.Candidate;
import io.ordeal.server.raft.Role.Follower;
import io.ordeal.server.raft.Role.Leader;
import io.ordeal.server.raft.Role.PreCandidate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a term gets its leader, and how it loses it: §5.2, §5.4.1; thesis 4.2.3, 6.2 and 9.6. */
final class Election {

    private Election() {}

    /** No leader was heard for too long: asks whether an election could be won (thesis 9.6). */
    static RaftState ask(RaftState state, List<Effect> out) {
        out.add(new Arm(Timeout.ELECTION));
        if (mayStand(state) && state.configuration().isMajority(state.self()::equals)) {
            return stand(state, false, out);
        }
        canvass(
                state,
                new VoteRequest(state.term() + 1, true, false, state.log().last()),
                out);
        return state.as(mayStand(state) ? new PreCandidate(new TreeSet<>(List.of(state.self()))) : Follower.LEADERLESS);
    }

    /**
     * Learners do not stand; they ask all the same, and disregard whose vote they would get: so one that was removed
     * while it was away hears of it. A voter stands, even if the latest configuration, which may never be committed, has
     * no part for it: it may be the only one that can have that committed (thesis 4.2.2).
     */
    private static boolean mayStand(RaftState state) {
        return state.configurations().voteFrom(state.commit(), state.self());
    }

    private static void canvass(RaftState state, VoteRequest request, List<Effect> out) {
        for (NodeId voter : state.configuration().electorate()) {
            if (!voter.equals(state.self())) {
                out.add(new Promise(voter, request));
            }
        }
    }

    /** The leader hands on to this node, which stands at once, and asks nobody before (thesis 3.10). */
    static RaftState standNow(RaftState state, TimeoutNow message, List<Effect> out) {
        RaftState current = adopt(state, message, out);
        return message.term() < current.term() || current.leads() || !mayStand(current)
                ? current
                : stand(current, true, out);
    }

    /** Stands for election in a new term, with its own vote (§5.2). */
    private static RaftState stand(RaftState state, boolean handed, List<Effect> out) {
        RaftState candidate = state.in(state.term() + 1, Optional.of(state.self()))
                .as(new Candidate(new TreeSet<>(List.of(state.self()))));
        out.add(new Arm(Timeout.ELECTION));
        canvass(
                state,
                new VoteRequest(candidate.term(), false, handed, state.log().last()),
                out);
        if (state.configuration().isMajority(state.self()::equals)) {
            // Whoever needs nobody else's vote must not lead before its own is durable: it might lead the term twice.
            out.add(new Promise(state.self(), new VoteReply(candidate.term(), false, true)));
        }
        return candidate;
    }

    /**
     * A candidate asks for this node's vote. It gets an answer even from a node that is no voter as far as it knows: the
     * candidate may have a later configuration, and counts by that (§6). Only who was removed is told so.
     */
    static RaftState consider(RaftState state, NodeId from, VoteRequest request, List<Effect> out) {
        if (hasGone(state, from)) {
            out.add(new Send(from, new Removed()));
            return state;
        }
        if (request.term() < state.term()) {
            out.add(new Promise(from, new VoteReply(state.term(), request.pre(), false)));
            return state;
        }
        if (!request.handed() && hearsLeader(state)) {
            return state;
        }
        boolean upToDate = upToDate(request.last(), state.log());
        if (request.pre()) {
            boolean granted = upToDate && request.term() > state.term();
            out.add(new Send(from, new VoteReply(granted ? request.term() : state.term(), true, granted)));
            return upToDate ? state : askInstead(state, out);
        }
        RaftState current = adopt(state, request, out);
        if (!upToDate || !free(current.hard(), from)) {
            out.add(new Promise(from, new VoteReply(current.term(), false, false)));
            return current;
        }
        out.add(new Arm(Timeout.ELECTION));
        out.add(new Promise(from, new VoteReply(current.term(), false, true)));
        return current.in(current.term(), Optional.of(from));
    }

    /**
     * Somebody else hears no leader either, and cannot win. This node might: it need not wait for its own timeout. To ask
     * is always safe, since it changes no term.
     */
    private static RaftState askInstead(RaftState state, List<Effect> out) {
        return state.role() instanceof Follower && mayStand(state) ? ask(state, out) : state;
    }

    private static boolean hasGone(RaftState state, NodeId node) {
        return state.committedConfiguration().removed().contains(node);
    }

    /** The election restriction: a log that ends later, by term and then by index, is more up to date (§5.4.1). */
    private static boolean upToDate(EntryId candidate, RaftLog voter) {
        return candidate.compareTo(voter.last()) >= 0;
    }

    /** One vote in a term (§5.2). */
    private static boolean free(HardState hard, NodeId candidate) {
        return hard.vote().map(candidate::equals).orElse(true);
    }

    /**
     * While a leader is heard, candidates are disregarded, so that a node that was cut off cannot depose it (thesis
     * 4.2.3). A leader itself steps down by {@link #checkQuorum} or because it hears of a higher term elsewhere.
     */
    private static boolean hearsLeader(RaftState state) {
        return switch (state.role()) {
            case Leader _ -> true;
            case Follower follower -> follower.sticky();
            case PreCandidate _, Candidate _ -> false;
        };
    }

    static RaftState count(RaftState state, NodeId from, VoteReply reply, List<Effect> out) {
        if (!reply.granted()) {
            return adopt(state, reply, out);
        }
        return switch (state.role()) {
            case PreCandidate(SortedSet<NodeId> votes)
            when reply.pre() && reply.term() == state.term() + 1 -> {
                SortedSet<NodeId> counted = Role.plus(votes, from);
                yield isElected(state, counted) ? stand(state, false, out) : state.as(new PreCandidate(counted));
            }
            case Candidate(SortedSet<NodeId> votes)
            when !reply.pre() && reply.term() == state.term() -> {
                SortedSet<NodeId> counted = Role.plus(votes, from);
                yield isElected(state, counted) ? lead(state, out) : state.as(new Candidate(counted));
            }
            case Follower _, PreCandidate _, Candidate _, Leader _ -> state;
        };
    }

    private static boolean isElected(RaftState state, Set<NodeId> votes) {
        return state.configuration().isMajority(votes::contains);
    }

    /** Won: opens the term with an entry of its own, without which nothing older can be committed (§5.4.2, §8). */
    private static RaftState lead(RaftState state, List<Effect> out) {
        var followers = new TreeMap<NodeId, Progress>();
        long next = state.log().lastIndex() + 1;
        for (NodeId node : state.configuration().nodes()) {
            if (!node.equals(state.self())) {
                followers.put(node, Progress.unknown(next));
            }
        }
        out.add(new Disarm(Timeout.ELECTION));
        out.add(new Disarm(Timeout.STICKINESS));
        out.add(new Arm(Timeout.HEARTBEAT));
        out.add(new Arm(Timeout.QUORUM));
        RaftState leader = state.as(new Leader(followers, 0, PendingReads.NONE, Optional.empty()));
        var opening = new Entry(new EntryId(state.term(), next), opening(state));
        return Replication.append(leader, List.of(opening), out);
    }

    /** The very first entry says with whom the cluster begins, so that whoever is added later can know that, too. */
    private static Payload opening(RaftState state) {
        return state.log().lastIndex() == 0 ? state.configuration() : Payload.NOTHING;
    }

    /** A leader that has not heard from a majority for an election timeout steps down (thesis 6.2). */
    static RaftState checkQuorum(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)) {
            return state;
        }
        boolean quorum = state.configuration()
                .isMajority(node -> node.equals(state.self())
                        || Replication.follower(leader, node).heard());
        if (!quorum) {
            return resign(state, leader, out);
        }
        out.add(new Arm(Timeout.QUORUM));
        Leader remaining = Reconfiguration.forgetGone(state, leader);
        var followers = new TreeMap<>(remaining.followers());
        followers.replaceAll((_, progress) -> progress.unheard());
        return state.as(remaining.with(followers));
    }

    /** Leads no more, in a term that has no other leader. */
    static RaftState resign(RaftState state, Leader leader, List<Effect> out) {
        return stepDown(state, leader, out).as(Follower.LEADERLESS);
    }

    /** Whoever hears of a higher term enters it as a follower (§5.1). */
    static RaftState adopt(RaftState state, Message message, List<Effect> out) {
        if (message.term() <= state.term()) {
            return state;
        }
        RaftState freed = state.role() instanceof Leader leader ? stepDown(state, leader, out) : state;
        return freed.in(message.term(), Optional.empty()).as(Follower.LEADERLESS);
    }

    private static RaftState stepDown(RaftState state, Leader leader, List<Effect> out) {
        out.add(new Disarm(Timeout.HEARTBEAT));
        out.add(new Disarm(Timeout.QUORUM));
        leader.heir().ifPresent(_ -> out.add(new Disarm(Timeout.LEADERSHIP_TRANSFER)));
        out.add(new Arm(Timeout.ELECTION));
        Reads.abandon(state, leader.reads(), out);
        return state;
    }
}
