package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.ReadFrom;
import io.ordeal.server.raft.Effect.RefuseRead;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.ReadAnswer;
import io.ordeal.server.raft.Message.ReadQuery;
import io.ordeal.server.raft.PendingReads.Asked;
import io.ordeal.server.raft.PendingReads.Round;
import io.ordeal.server.raft.Role.Leader;
import java.util.List;
import java.util.Optional;

/**
 * Linearizable reads without an entry in the log: ReadIndex (thesis 6.4). A leader that has committed an entry of its
 * own term notes its commit index, confirms by a round of heartbeats that it still leads, and then the read may be
 * answered wherever that index is applied.
 */
final class Reads {

    private Reads() {}

    /** Clients of this node want to read. */
    static RaftState request(RaftState state, List<Ticket> tickets, List<Effect> out) {
        if (state.role() instanceof Leader leader) {
            return begin(state.as(leader.with(leader.reads().plus(state.self(), tickets))), out);
        }
        state.leader()
                .ifPresentOrElse(
                        leader -> out.add(new Send(leader, new ReadQuery(List.copyOf(tickets)))),
                        () -> out.add(new RefuseRead(List.copyOf(tickets))));
        return state;
    }

    /** Another node asks on behalf of its clients. */
    static RaftState query(RaftState state, NodeId from, List<Ticket> tickets, List<Effect> out) {
        if (state.role() instanceof Leader leader) {
            return begin(state.as(leader.with(leader.reads().plus(from, tickets))), out);
        }
        out.add(new Send(from, new ReadAnswer(tickets, Optional.empty())));
        return state;
    }

    /** Begins a round for the reads that wait, if none is under way and the leader knows what is committed. */
    static RaftState begin(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)
                || leader.reads().waiting().isEmpty()
                || leader.reads().confirming().isPresent()
                || !knowsCommit(state)) {
            return state;
        }
        Leader next = leader.nextRound();
        RaftState asking = state.as(next.with(next.reads().begin(next.round(), state.commit())));
        return confirm(Replication.replicate(asking, true, out), out);
    }

    /** Answers the round under way once a majority has answered it. */
    static RaftState confirm(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)
                || leader.reads().confirming().isEmpty()) {
            return state;
        }
        Round round = leader.reads().confirming().get();
        if (!confirmed(state, leader, round)) {
            return state;
        }
        for (Asked asked : round.reads()) {
            out.add(
                    asked.from().equals(state.self())
                            ? new ReadFrom(asked.tickets(), round.index())
                            : new Send(asked.from(), new ReadAnswer(asked.tickets(), Optional.of(round.index()))));
        }
        return begin(state.as(leader.with(leader.reads().done())), out);
    }

    /** Only once an entry of its own term is committed does a leader know what is (thesis 6.4, step 1). */
    private static boolean knowsCommit(RaftState state) {
        return state.log().id(state.commit()).term() == state.term();
    }

    /** A majority that has answered the round had no later leader when it began (thesis 6.4, step 3). */
    private static boolean confirmed(RaftState state, Leader leader, Round round) {
        return state.configuration()
                .isMajority(node -> node.equals(state.self())
                        || Replication.follower(leader, node).round() >= round.number());
    }

    /** A leader that steps down answers nothing any more. */
    static void abandon(RaftState state, PendingReads reads, List<Effect> out) {
        for (Asked asked : reads.all()) {
            out.add(
                    asked.from().equals(state.self())
                            ? new RefuseRead(asked.tickets())
                            : new Send(asked.from(), new ReadAnswer(asked.tickets(), Optional.empty())));
        }
    }
}
