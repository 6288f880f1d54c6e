package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Apply;
import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.BeginAfter;
import io.ordeal.server.raft.Effect.Configure;
import io.ordeal.server.raft.Effect.Forget;
import io.ordeal.server.raft.Effect.Install;
import io.ordeal.server.raft.Effect.Persist;
import io.ordeal.server.raft.Effect.Retire;
import io.ordeal.server.raft.Input.Persisted;
import io.ordeal.server.raft.Input.Proposed;
import io.ordeal.server.raft.Input.ReadRequested;
import io.ordeal.server.raft.Input.Received;
import io.ordeal.server.raft.Input.Reconfigure;
import io.ordeal.server.raft.Input.SnapshotReady;
import io.ordeal.server.raft.Input.SnapshotSpoilt;
import io.ordeal.server.raft.Input.TimedOut;
import io.ordeal.server.raft.Input.TransferTo;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.Forward;
import io.ordeal.server.raft.Message.Gathered;
import io.ordeal.server.raft.Message.InstallSnapshot;
import io.ordeal.server.raft.Message.ReadAnswer;
import io.ordeal.server.raft.Message.ReadQuery;
import io.ordeal.server.raft.Message.Refused;
import io.ordeal.server.raft.Message.Rejected;
import io.ordeal.server.raft.Message.Removed;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Message.VoteReply;
import io.ordeal.server.raft.Message.VoteRequest;
import io.ordeal.server.raft.Role.Follower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Raft algorithm: {@link #step} is its only entry. Its rules are split as the papers split them: {@link Election},
 * {@link Replication} for the leader's side of the log, {@link Following} for the follower's, {@link Installation} and
 * {@link Compaction} for what a snapshot stands for, {@link Reads}, {@link Reconfiguration}, {@link LeadershipTransfer}.
 */
public final class Raft {

    private Raft() {}

    /**
     * A node starts with what its disk kept. Until it hears of a leader it knows of nothing that is committed but what
     * is in its snapshot.
     *
     * @param configuration the latest up to the snapshot's last index; the group's own, if there is no snapshot
     * @param log begins no later than after the snapshot's last entry, and has that entry
     */
    public static Step start(Group group, HardState hard, RaftLog log, Snapshot snapshot, Configuration configuration) {
        // A snapshot may be durable before the vote and the entries of its time are.
        HardState known = hard.term() >= log.last().term()
                ? hard
                : new HardState(log.last().term(), Optional.empty());
        var snapshots = new Snapshots(snapshot, Optional.empty());
        var configurations =
                Configurations.asOf(snapshot.index(), configuration).of(log, snapshot.index());
        var state = new RaftState(
                group,
                known,
                log,
                snapshots,
                configurations,
                log.lastIndex(),
                snapshot.index(),
                new Follower(Optional.empty(), group.leases()));
        var out = new ArrayList<Effect>(List.of(new Arm(Timeout.ELECTION), new Configure(state.configuration())));
        if (group.leases()) {
            out.add(new Arm(Timeout.STICKINESS));
        }
        if (state.isRemoved()) {
            out.add(new Retire());
        }
        return new Step(Compaction.compacted(state), out);
    }

    public static Step step(RaftState before, Input input) {
        var out = new ArrayList<Effect>();
        RaftState after = switch (input) {
            case TimedOut(Timeout timeout) -> timedOut(before, timeout, out);
            case Received(NodeId from, Message message) -> received(before, from, message, out);
            case Proposed(List<Proposal> proposals) -> Replication.propose(before, proposals, out);
            case ReadRequested(List<Ticket> tickets) -> Reads.request(before, tickets, out);
            case Reconfigure(Ticket ticket, Change change) -> Reconfiguration.request(before, ticket, change, out);
            case TransferTo(NodeId node) -> LeadershipTransfer.begin(before, node, out);
            case SnapshotReady(Snapshot snapshot, Configuration configuration) ->
                Compaction.ready(before, snapshot, configuration, out);
            case SnapshotSpoilt(Snapshot snapshot) ->
                before.with(before.snapshots().without(snapshot));
            case Persisted(EntryId last) -> Replication.persisted(before, last, out);
        };
        return new Step(after, complete(before, after, out));
    }

    private static RaftState timedOut(RaftState state, Timeout timeout, List<Effect> out) {
        return switch (timeout) {
            case ELECTION -> state.leads() ? state : Election.ask(state, out);
            case STICKINESS ->
                state.role() instanceof Follower(Optional<NodeId> leader, boolean _)
                        ? state.as(new Follower(leader, false))
                        : state;
            case HEARTBEAT -> Replication.heartbeat(state, out);
            case QUORUM -> Election.checkQuorum(state, out);
            case LEADERSHIP_TRANSFER -> LeadershipTransfer.giveUp(state);
        };
    }

    private static RaftState received(RaftState state, NodeId from, Message message, List<Effect> out) {
        return switch (message) {
            case VoteRequest request -> Election.consider(state, from, request, out);
            case VoteReply reply -> Election.count(state, from, reply, out);
            case AppendRequest request -> Following.receive(state, from, request, out);
            case Accepted accepted -> Replication.accepted(Election.adopt(state, accepted, out), from, accepted, out);
            case Rejected rejected -> Replication.rejected(Election.adopt(state, rejected, out), from, rejected, out);
            case InstallSnapshot piece -> Installation.receive(state, from, piece, out);
            case Gathered gathered -> Installation.gathered(Election.adopt(state, gathered, out), from, gathered, out);
            case TimeoutNow timeoutNow -> Election.standNow(state, timeoutNow, out);
            case Message.Reconfigure request -> Reconfiguration.requested(state, from, request, out);
            case Removed() -> {
                out.add(new Retire());
                yield state;
            }
            case Forward(List<Proposal> proposals) -> Replication.forwarded(state, from, proposals, out);
            case Refused(List<Ticket> tickets) -> {
                out.add(new Effect.Refuse(tickets));
                yield state;
            }
            case ReadQuery(List<Ticket> tickets) -> Reads.query(state, from, tickets, out);
            case ReadAnswer(List<Ticket> tickets, Optional<Long> index) -> {
                out.add(index.<Effect>map(confirmed -> new Effect.ReadFrom(tickets, confirmed))
                        .orElseGet(() -> new Effect.RefuseRead(tickets)));
                yield state;
            }
        };
    }

    /**
     * What must be written, what may be applied and what is to be installed are the difference of two states: no rule
     * can forget any of it. What must be written comes first, because promises rest on it; then with whom to talk.
     */
    private static List<Effect> complete(RaftState before, RaftState after, List<Effect> out) {
        var effects = new ArrayList<Effect>(out.size() + 3);
        persist(before, after, effects);
        if (!before.configurations().equals(after.configurations())
                && !before.configuration().equals(after.configuration())) {
            effects.add(new Configure(after.configuration()));
        }
        Snapshot snapshot = after.snapshot();
        if (snapshot.index() > before.commit()) {
            effects.add(new Install(snapshot));
        }
        long applied = Math.max(before.commit(), snapshot.index());
        if (after.commit() > applied) {
            effects.add(new Apply(after.log().between(applied, after.commit())));
        }
        effects.addAll(out);
        if (after.isRemoved() && !before.isRemoved()) {
            effects.add(new Retire());
        }
        return effects;
    }

    private static void persist(RaftState before, RaftState after, List<Effect> effects) {
        EntryId base = after.log().base();
        boolean anew = !before.log().has(base);
        if (anew) {
            effects.add(new BeginAfter(base));
        } else if (base.index() > before.log().base().index()) {
            effects.add(new Forget(base.index()));
        }
        long common = anew ? base.index() : before.log().commonPrefix(after.log());
        boolean sameLog = !anew
                && common == before.log().lastIndex()
                && common == after.log().lastIndex();
        if (!sameLog || !before.hard().equals(after.hard())) {
            effects.add(new Persist(after.hard(), common, after.log().after(common)));
        }
    }
}
