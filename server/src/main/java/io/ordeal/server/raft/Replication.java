package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.Refuse;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.Forward;
import io.ordeal.server.raft.Message.Refused;
import io.ordeal.server.raft.Message.Rejected;
import io.ordeal.server.raft.Role.Leader;
import java.util.ArrayList;
import java.util.List;

/** A leader's side of the log: §5.3, §5.4.2; pipelining as in thesis 10.2.1. */
final class Replication {

    /** At most so many messages full of entries are under way to one follower. */
    private static final int WINDOW = 16;

    /** One message holds no more commands once they have so many bytes together. */
    private static final long APPEND_BYTES = 1 << 20;

    private Replication() {}

    /** Clients of this node propose: a leader appends, a follower hands on, others refuse. */
    static RaftState propose(RaftState state, List<Proposal> proposals, List<Effect> out) {
        if (accepts(state)) {
            return append(state, entries(state, proposals), out);
        }
        state.leader()
                .filter(_ -> !state.leads())
                .ifPresentOrElse(
                        leader -> out.add(new Send(leader, new Forward(List.copyOf(proposals)))),
                        () -> out.add(new Refuse(tickets(proposals))));
        return state;
    }

    static RaftState forwarded(RaftState state, NodeId from, List<Proposal> proposals, List<Effect> out) {
        if (accepts(state)) {
            return append(state, entries(state, proposals), out);
        }
        out.add(new Send(from, new Refused(tickets(proposals))));
        return state;
    }

    /** A leader that hands on takes no proposals, so that its heir can catch up (thesis 3.10). */
    private static boolean accepts(RaftState state) {
        return state.role() instanceof Leader leader && leader.heir().isEmpty();
    }

    /** A leader adds to its log and sends to everybody, while its own disk is still writing (thesis 10.2.1). */
    static RaftState append(RaftState state, List<Entry> entries, List<Effect> out) {
        return replicate(state.with(state.log().append(entries)), false, out);
    }

    static RaftState heartbeat(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)) {
            return state;
        }
        out.add(new Arm(Timeout.HEARTBEAT));
        return Reconfiguration.promote(replicate(state.as(Installation.beat(leader)), true, out), out);
    }

    /** This node's own disk has caught up: it counts towards the majority like any other. */
    static RaftState persisted(RaftState state, EntryId last, List<Effect> out) {
        if (!state.log().has(last)) {
            return state;
        }
        return commit(state.durableThrough(last.index()), out);
    }

    static RaftState accepted(RaftState state, NodeId from, Accepted accepted, List<Effect> out) {
        if (accepted.term() < state.term()
                || !(state.role() instanceof Leader leader)
                || !leader.followers().containsKey(from)) {
            return state;
        }
        Progress told = follower(leader, from).accepted(accepted.matched(), accepted.round());
        Progress progress =
                told.transfer().filter(sent -> isOver(state, told, sent)).isPresent() ? told.withoutTransfer() : told;
        RaftState heard = state.as(leader.with(from, progress));
        RaftState confirmed = Reads.confirm(commit(heard, out), out);
        if (!confirmed.leads()) {
            return confirmed;
        }
        LeadershipTransfer.urge(confirmed, from, out);
        return feed(confirmed, from, false, out);
    }

    /** Whether the follower has the snapshot, or for some other reason all entries that are gone here. */
    private static boolean isOver(RaftState state, Progress progress, Transfer transfer) {
        return progress.match() >= transfer.snapshot().index()
                || progress.match() >= state.log().base().index();
    }

    static RaftState rejected(RaftState state, NodeId from, Rejected rejected, List<Effect> out) {
        if (rejected.term() < state.term()
                || !(state.role() instanceof Leader leader)
                || !leader.followers().containsKey(from)) {
            return state;
        }
        Progress progress = follower(leader, from).answered(rejected.round());
        boolean stale = progress.probing()
                ? rejected.previous() != progress.next() - 1
                : rejected.previous() <= progress.match();
        // A follower that is being sent a snapshot rejects every heartbeat until it has it.
        boolean waits = progress.transfer().isPresent();
        if (!stale && !waits) {
            long agreed = state.log()
                    .lastUpTo(rejected.hint().index(), rejected.hint().term())
                    .index();
            progress = progress.probeFrom(Math.min(agreed + 1, rejected.previous()));
        }
        RaftState heard = Reads.confirm(state.as(leader.with(from, progress)), out);
        return stale || waits ? heard : feed(heard, from, false, out);
    }

    /** Commits what a majority has on disk, as soon as that may be (§5.3). */
    private static RaftState commit(RaftState state, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)) {
            return state;
        }
        long held = state.configuration().reached(node -> held(state, leader, node));
        if (held <= state.commit() || !ofOwnTerm(state, held)) {
            return state;
        }
        RaftState told = replicate(state.committedThrough(held), true, out);
        return Reconfiguration.advance(Reads.begin(told, out), out);
    }

    private static long held(RaftState state, Leader leader, NodeId node) {
        return node.equals(state.self())
                ? state.durable()
                : follower(leader, node).match();
    }

    /** Only entries of the current term are committed by counting; what precedes them goes with them (§5.4.2, Figure 8). */
    private static boolean ofOwnTerm(RaftState state, long index) {
        return state.log().id(index).term() == state.term();
    }

    /** Sends every follower what it lacks; if {@code always}, then a heartbeat where there is nothing else to send. */
    static RaftState replicate(RaftState state, boolean always, List<Effect> out) {
        RaftState sent = state;
        for (NodeId peer : ((Leader) state.role()).followers().keySet()) {
            sent = feed(sent, peer, always, out);
        }
        return sent;
    }

    /** A probe that was lost needs no repetition: the answer to the next heartbeat tells as much. */
    private static RaftState feed(RaftState state, NodeId to, boolean always, List<Effect> out) {
        Leader leader = (Leader) state.role();
        Progress before = follower(leader, to);
        if (Installation.isDue(state, before)) {
            return Installation.feed(state, to, before, always, out);
        }
        Progress progress = before;
        int sent = out.size();
        if (progress.probing() && !progress.asked()) {
            progress = send(state, leader, to, progress, state.group().entriesPerAppend(), out);
        }
        while (!progress.probing() && !idle(state, progress)) {
            progress = send(state, leader, to, progress, state.group().entriesPerAppend(), out);
        }
        if (always && out.size() == sent) {
            progress = send(state, leader, to, progress, 0, out);
        }
        return progress.equals(before) ? state : state.as(leader.with(to, progress));
    }

    /** Whether nothing is left to send in the pipeline, or too much is under way. */
    private static boolean idle(RaftState state, Progress progress) {
        long underWay = progress.next() - 1 - progress.match();
        return progress.next() > state.log().lastIndex()
                || underWay >= (long) WINDOW * state.group().entriesPerAppend();
    }

    private static Progress send(
            RaftState state, Leader leader, NodeId to, Progress progress, int limit, List<Effect> out) {
        List<Entry> entries = state.log().after(progress.next() - 1, limit, APPEND_BYTES);
        EntryId previous = state.log().id(progress.next() - 1);
        out.add(new Send(to, new AppendRequest(state.term(), previous, entries, state.commit(), leader.round())));
        return progress.sentThrough(previous.index() + entries.size());
    }

    static Progress follower(Leader leader, NodeId node) {
        Progress progress = leader.followers().get(node);
        if (progress == null) {
            throw new IllegalStateException(node + " is no follower");
        }
        return progress;
    }

    private static List<Entry> entries(RaftState state, List<Proposal> proposals) {
        var entries = new ArrayList<Entry>(proposals.size());
        long index = state.log().lastIndex();
        for (Proposal proposal : proposals) {
            index++;
            entries.add(new Entry(new EntryId(state.term(), index), proposal));
        }
        return entries;
    }

    private static List<Ticket> tickets(List<Proposal> proposals) {
        return proposals.stream().map(Proposal::ticket).toList();
    }
}
