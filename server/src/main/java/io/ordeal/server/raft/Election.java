package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.Disarm;
import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import io.ordeal.server.raft.Role.Candidate;
import io.ordeal.server.raft.Role.Follower;
import io.ordeal.server.raft.Role.Leader;
import io.ordeal.server.raft.Role.PreCandidate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a term gets its leader, and how it loses it: §5.2, §5.4.1; thesis 4.2.3, 6.2 and 9.6. */
final class Election {

    private Election() {}

    /** No leader was heard for too long: asks whether an election could be won (thesis 9.6). */
    static RaftState ask(RaftState state, List<Effect> out) {
        out.add(new Arm(Timeout.ELECTION));
        SortedSet<NodeId> own = new TreeSet<>(List.of(state.self()));
        if (own.size() >= state.group().majority()) {
            return stand(state, out);
        }
        var request = new VoteRequest(state.term() + 1, true, state.log().last());
        state.group().peers().forEach(peer -> out.add(new Promise(peer, request)));
        return state.as(new PreCandidate(own));
    }

    /** Stands for election in a new term, with its own vote (§5.2). */
    private static RaftState stand(RaftState state, List<Effect> out) {
        RaftState candidate = state.in(state.term() + 1, Optional.of(state.self()))
                .as(new Candidate(new TreeSet<>(List.of(state.self()))));
        out.add(new Arm(Timeout.ELECTION));
        var request = new VoteRequest(candidate.term(), false, state.log().last());
        state.group().peers().forEach(peer -> out.add(new Promise(peer, request)));
        return state.group().majority() == 1 ? lead(candidate, out) : candidate;
    }

    /** A candidate asks for this node's vote. */
    static RaftState consider(RaftState state, NodeId from, VoteRequest request, List<Effect> out) {
        if (request.term() < state.term()) {
            out.add(new Promise(from, new VoteReply(state.term(), request.pre(), false)));
            return state;
        }
        if (hearsLeader(state)) {
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
        return state.role() instanceof Follower ? ask(state, out) : state;
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
            case Follower(Optional<NodeId> leader, boolean sticky) -> sticky && leader.isPresent();
            case PreCandidate _, Candidate _ -> false;
        };
    }

    static RaftState count(RaftState state, NodeId from, VoteReply reply, List<Effect> out) {
        if (!reply.granted()) {
            return adopt(state, reply, out);
        }
        int majority = state.group().majority();
        return switch (state.role()) {
            case PreCandidate(SortedSet<NodeId> votes)
            when reply.pre() && reply.term() == state.term() + 1 -> {
                SortedSet<NodeId> counted = Role.plus(votes, from);
                yield counted.size() >= majority ? stand(state, out) : state.as(new PreCandidate(counted));
            }
            case Candidate(SortedSet<NodeId> votes)
            when !reply.pre() && reply.term() == state.term() -> {
                SortedSet<NodeId> counted = Role.plus(votes, from);
                yield counted.size() >= majority ? lead(state, out) : state.as(new Candidate(counted));
            }
            case Follower _, PreCandidate _, Candidate _, Leader _ -> state;
        };
    }

    /** Won: opens the term with an entry of its own, without which nothing older can be committed (§5.4.2, §8). */
    private static RaftState lead(RaftState state, List<Effect> out) {
        var followers = new TreeMap<NodeId, Progress>();
        long next = state.log().lastIndex() + 1;
        state.group().peers().forEach(peer -> followers.put(peer, Progress.unknown(next)));
        out.add(new Disarm(Timeout.ELECTION));
        out.add(new Disarm(Timeout.STICKINESS));
        out.add(new Arm(Timeout.HEARTBEAT));
        out.add(new Arm(Timeout.QUORUM));
        RaftState leader = state.as(new Leader(followers, 0, PendingReads.NONE));
        var opening = new Entry(new EntryId(state.term(), next), Optional.empty());
        return Replication.append(leader, List.of(opening), out);
    }

    /** A leader that has not heard from a majority for an election timeout steps down (thesis 6.2). */
    static RaftState checkQuorum(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)) {
            return state;
        }
        long heard =
                1 + leader.followers().values().stream().filter(Progress::heard).count();
        if (heard < state.group().majority()) {
            return stepDown(state, leader, out).as(Follower.LEADERLESS);
        }
        out.add(new Arm(Timeout.QUORUM));
        var followers = new TreeMap<>(leader.followers());
        followers.replaceAll((_, progress) -> progress.unheard());
        return state.as(new Leader(followers, leader.round(), leader.reads()));
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
        out.add(new Arm(Timeout.ELECTION));
        Reads.abandon(state, leader.reads(), out);
        return state;
    }
}
