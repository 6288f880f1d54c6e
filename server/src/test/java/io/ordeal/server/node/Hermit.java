package io.ordeal.server.node;

import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Payload;
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
import java.util.TreeMap;

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
                false,
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
        apply(settings.group().boot());
        commit();
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

    /** What the client hears if the node is removed from its cluster before anything is committed. */
    Response retiredWhile(Request request) {
        var replies = new ArrayList<Reply>();
        clients.handle(request, replies::add);
        clients.confirmed(clients.requests().queries(clock.nanos()), machine.applied());
        clients.retire();
        return ((Reply.Whole) replies.getFirst()).response();
    }

    /** Another node has changed users and roles. */
    void decree(AuthCommand command) {
        apply(new Proposal(new Ticket(new NodeId("n2"), 1, entries + 1), 1, AuthCodec.encode(command)));
    }

    /** A member has started, and tells about itself. */
    void starts(String node) {
        var id = new NodeId(node);
        var attributes = new Attributes("later", List.of("http://later:4001"));
        apply(new Proposal(new Ticket(id, 1, entries + 1), 1, new Publish(id, attributes).encode()));
    }

    private void apply(Payload payload) {
        entries++;
        var entry = new Entry(new EntryId(1, entries), payload);
        machine.apply(entry).ifPresent(outcome -> clients.applied(entry, outcome));
        clients.caughtUp();
    }

    /** As Raft has it in the end. */
    private void change(Change change) {
        Configuration now = machine.membership().current();
        var learners = new ArrayList<>(now.learners());
        var addresses = new TreeMap<>(now.addresses());
        var removed = new ArrayList<>(now.removed());
        switch (change) {
            case Change.Add(NodeId node, String address) -> {
                learners.add(node);
                addresses.put(node, address);
            }
            case Change.Move(NodeId node, String address) -> addresses.put(node, address);
            case Change.Remove(List<NodeId> nodes) -> {
                learners.removeAll(nodes);
                addresses.keySet().removeAll(nodes);
                removed.addAll(nodes);
            }
            case Change.Promote _ -> throw new IllegalArgumentException("no client asks for that");
        }
        apply(new Configuration(now.voters(), List.of(), learners, addresses, removed));
    }

    private void commit() {
        clients.requests().proposals(clock.nanos()).forEach(this::apply);
        List<Ticket> queries = clients.requests().queries(clock.nanos());
        clients.confirmed(queries, machine.applied());
        clients.changes().due().forEach(this::change);
    }
}
