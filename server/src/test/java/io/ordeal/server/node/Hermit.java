package io.ordeal.server.node;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Raft;
import io.ordeal.server.raft.RaftLog;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Ticket;
import io.ordeal.server.raft.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A node by itself, for which everything is committed as soon as it is proposed. */
final class Hermit {

    private static final NodeId N1 = new NodeId("n1");

    private final HandClock clock = new HandClock(1_412_121_600_000L);
    private final StateMachine machine = new StateMachine();
    private final OpenPasswords passwords = new OpenPasswords();
    private final Clients clients;
    private long entries;

    Hermit() {
        var settings = new NodeSettings(
                N1,
                new Attributes("n1", List.of("http://n1:4001")),
                List.of(new NodeSettings.Member(N1, "http://n1:7001", "http://n1:4001")),
                Optional.empty(),
                "token",
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                64,
                1 << 20,
                Duration.ofSeconds(5),
                new SnapshotSettings(10_000, 1 << 20, 5000, 1 << 17),
                false);
        RaftState alone = Raft.start(
                        settings.group(),
                        new HardState(1, Optional.empty()),
                        RaftLog.EMPTY,
                        Snapshot.NONE,
                        settings.group().boot())
                .state();
        RaftState raft = Raft.step(alone, new Input.TimedOut(Timeout.ELECTION)).state();
        var gate = new Gate(new SplittableRandom(1), passwords, machine::auth);
        clients = new Clients(settings, 1, clock, machine, gate, _ -> true, () -> raft);
    }

    StateMachine machine() {
        return machine;
    }

    /** What the client hears until nothing more happens by itself. */
    List<Reply> ask(Request request) {
        List<Reply> replies = begin(request);
        settle();
        return replies;
    }

    /** The same, but nobody looks at passwords yet. */
    List<Reply> begin(Request request) {
        var replies = new ArrayList<Reply>();
        clients.handle(request, replies::add);
        commit();
        return replies;
    }

    void settle() {
        while (passwords.work()) {
            commit();
        }
    }

    void stop() {
        clients.close();
    }

    /** Another node has changed users and roles. */
    void decree(AuthCommand command) {
        apply(new Proposal(new Ticket(new NodeId("n2"), 1, entries + 1), 1, AuthCodec.encode(command)));
    }

    private void apply(Proposal proposal) {
        entries++;
        var entry = new Entry(new EntryId(1, entries), proposal);
        machine.apply(entry).ifPresent(outcome -> clients.applied(entry, outcome));
    }

    private void commit() {
        clients.requests().proposals(clock.nanos()).forEach(this::apply);
        List<Ticket> queries = clients.requests().queries(clock.nanos());
        clients.confirmed(queries, machine.applied());
    }
}
