package io.ordeal.server.raft;

import io.ordeal.server.events.Transition;
import io.ordeal.server.events.Transitions;
import io.ordeal.server.raft.Input.Persisted;
import io.ordeal.server.raft.Input.Proposed;
import io.ordeal.server.raft.Input.ReadRequested;
import io.ordeal.server.raft.Input.Received;
import io.ordeal.server.raft.Input.SnapshotReady;
import io.ordeal.server.raft.Input.TimedOut;
import io.ordeal.server.raft.Message.InstallSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A few Raft nodes in a test's hands: nothing moves unless the test says so. Disks are quick unless they are
 * {@linkplain #stall stalled}; messages wait until they are {@linkplain #deliver delivered}.
 */
final class Ensemble {

    private final TreeMap<NodeId, Member> members = new TreeMap<>();
    private final ArrayDeque<Envelope> network = new ArrayDeque<>();
    private final TreeSet<NodeId> cut = new TreeSet<>();
    private long tickets;

    /** What snapshots say. */
    private final TreeMap<Long, Configuration> configurations = new TreeMap<>();

    private static final class Member {
        private RaftState state;
        private final List<Effect> effects;
        private final List<Transition> told = new ArrayList<>();
        private final ArrayDeque<Effect> waiting = new ArrayDeque<>();
        private final ByteArrayOutputStream arriving = new ByteArrayOutputStream();
        private boolean stalled;

        Member(Step first) {
            state = first.state();
            effects = new ArrayList<>(first.effects());
        }
    }

    record Envelope(NodeId from, NodeId to, Message message) {}

    /** Nodes n1 to n{@code size} with empty logs. */
    static Ensemble of(int size) {
        return of(size, 64);
    }

    static Ensemble of(int size, int entriesPerAppend) {
        return of(size, entriesPerAppend, 0);
    }

    /** @param tail as in {@link Group}; a piece of a snapshot has ten bytes */
    static Ensemble of(int size, int entriesPerAppend, long tail) {
        var ensemble = new Ensemble();
        List<NodeId> ids =
                IntStream.rangeClosed(1, size).mapToObj(Ensemble::node).toList();
        Configuration boot = Configuration.of(ids);
        for (NodeId id : ids) {
            ensemble.begin(
                    id,
                    Raft.start(
                            new Group(id, boot, entriesPerAppend, 10, tail, false),
                            HardState.INITIAL,
                            RaftLog.EMPTY,
                            Snapshot.NONE,
                            boot));
        }
        return ensemble;
    }

    static NodeId node(int number) {
        return new NodeId("n" + number);
    }

    static List<NodeId> nodes(int... numbers) {
        return IntStream.of(numbers).mapToObj(Ensemble::node).toList();
    }

    static Change remove(int... numbers) {
        return new Change.Remove(nodes(numbers));
    }

    /** A log whose entry at index i has the i-th of these terms. */
    static List<Entry> log(long... terms) {
        var entries = new ArrayList<Entry>();
        for (long term : terms) {
            entries.add(new Entry(new EntryId(term, entries.size() + 1), Payload.NOTHING));
        }
        return entries;
    }

    /** Starts a node again with what its disk is said to hold. */
    void restart(int number, long term, Optional<NodeId> vote, List<Entry> entries) {
        NodeId id = node(number);
        Group group = state(number).group();
        begin(id, Raft.start(group, new HardState(term, vote), RaftLog.of(entries), Snapshot.NONE, group.boot()));
    }

    /** Starts a node again with what its disk is said to hold, of a log that was compacted. */
    void restart(int number, long term, Snapshot snapshot, RaftLog log) {
        Group group = state(number).group();
        begin(node(number), Raft.start(group, new HardState(term, Optional.empty()), log, snapshot, group.boot()));
    }

    /** The same, in term 1, with the configuration that is in the snapshot. */
    void restart(int number, Snapshot snapshot, RaftLog log, Configuration configuration) {
        Group group = state(number).group();
        var hard = new HardState(1, Optional.empty());
        begin(node(number), Raft.start(group, hard, log, snapshot, configuration));
    }

    /** A node that waits to be added. */
    void join(int number) {
        Group some = members.firstEntry().getValue().state.group();
        NodeId id = node(number);
        var group =
                new Group(id, Configuration.NONE, some.entriesPerAppend(), some.snapshotPiece(), some.tail(), false);
        begin(id, Raft.start(group, HardState.INITIAL, RaftLog.EMPTY, Snapshot.NONE, Configuration.NONE));
    }

    /** Asks a node for a change of the configuration; returns the ticket. */
    Ticket change(int number, Change change) {
        var ticket = new Ticket(node(number), 1, ++tickets);
        input(number, new Input.Reconfigure(ticket, change));
        return ticket;
    }

    /** Has the leader add nodes that wait for that, and promote them. */
    void add(int leader, int... numbers) {
        for (int number : numbers) {
            join(number);
            change(leader, new Change.Add(node(number), "at n" + number));
            deliver();
        }
        timeout(leader, Timeout.HEARTBEAT);
        deliver();
    }

    private void begin(NodeId id, Step first) {
        members.put(id, new Member(first));
    }

    private Member member(NodeId id) {
        return Objects.requireNonNull(members.get(id));
    }

    RaftState state(int number) {
        return member(node(number)).state;
    }

    /** What the node's latest input led to. */
    List<Effect> effects(int number) {
        return member(node(number)).effects;
    }

    /** What was worth telling of the node since it started, or since this was asked last. */
    List<Transition> told(int number) {
        List<Transition> all = member(node(number)).told;
        var told = List.copyOf(all);
        all.clear();
        return told;
    }

    List<Long> terms(int number) {
        RaftLog log = state(number).log();
        return log.after(log.base().index()).stream().map(Entry::term).toList();
    }

    void input(int number, Input input) {
        NodeId id = node(number);
        member(id).effects.clear();
        step(id, input);
    }

    private void step(NodeId id, Input input) {
        Member member = member(id);
        Step step = Raft.step(member.state, input);
        member.told.addAll(Transitions.of(member.state, input, step));
        member.state = step.state();
        member.effects.addAll(step.effects());
        for (Effect effect : step.effects()) {
            perform(id, member, effect);
        }
    }

    private void perform(NodeId id, Member member, Effect effect) {
        switch (effect) {
            case Effect.Persist _ when member.stalled -> member.waiting.add(effect);
            case Effect.Promise _ when !member.waiting.isEmpty() -> member.waiting.add(effect);
            case Effect.Persist _ -> step(id, new Persisted(member.state.log().last()));
            case Effect.Promise(NodeId to, Message message) -> network.add(new Envelope(id, to, message));
            case Effect.Send(NodeId to, Message message) -> network.add(new Envelope(id, to, message));
            case Effect.SendSnapshot(NodeId to, long term, Snapshot snapshot, long offset, int bytes) ->
                network.add(new Envelope(id, to, piece(term, snapshot, offset, bytes)));
            case Effect.TakeIn piece -> takeIn(id, member, piece);
            case Effect _ -> {}
        }
    }

    /** Whatever pieces come, together they must be the snapshot. Once it is whole, it is durable at once. */
    private void takeIn(NodeId id, Member member, Effect.TakeIn piece) {
        Snapshot snapshot = piece.snapshot();
        if (piece.offset() == 0) {
            member.arriving.reset();
        }
        member.arriving.writeBytes(piece.data());
        if (piece.offset() + piece.data().length == snapshot.bytes()) {
            byte[] whole = piece(0, snapshot, 0, (int) snapshot.bytes()).data();
            if (!Arrays.equals(whole, member.arriving.toByteArray())) {
                throw new AssertionError(id + " has put together something else than the " + snapshot);
            }
            if (!member.stalled) {
                step(id, new SnapshotReady(snapshot, configuration(snapshot.index())));
            }
        }
    }

    private Configuration configuration(long index) {
        return configurations.getOrDefault(
                index, members.firstEntry().getValue().state.group().boot());
    }

    /** What a snapshot holds follows from its index. */
    static InstallSnapshot piece(long term, Snapshot snapshot, long offset, int bytes) {
        byte[] data = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            data[i] = (byte) (31 * snapshot.index() + 7 * (offset + i));
        }
        return new InstallSnapshot(term, snapshot, offset, data);
    }

    /** The node has taken a snapshot of everything that is committed. */
    Snapshot snapshot(int number, long bytes) {
        RaftState state = state(number);
        var snapshot = new Snapshot(state.log().id(state.commit()), bytes, (int) state.commit());
        configurations.put(snapshot.index(), state.committedConfiguration());
        input(number, new SnapshotReady(snapshot, state.committedConfiguration()));
        return snapshot;
    }

    /** From now on nothing that the node writes becomes durable. */
    void stall(int number) {
        member(node(number)).stalled = true;
    }

    /** The node's disk catches up. */
    void unstall(int number) {
        Member member = member(node(number));
        member.stalled = false;
        var waiting = List.copyOf(member.waiting);
        member.waiting.clear();
        waiting.forEach(effect -> perform(node(number), member, effect));
    }

    void timeout(int number, Timeout timeout) {
        input(number, new TimedOut(timeout));
    }

    /** The node stands for election, and everybody who is not cut off answers. */
    void elect(int number) {
        members.keySet().forEach(id -> step(id, new TimedOut(Timeout.STICKINESS)));
        timeout(number, Timeout.ELECTION);
        deliver();
    }

    /** Proposes these commands in one go; returns the ticket of the last. */
    Ticket propose(int number, String... commands) {
        var proposals = new ArrayList<Proposal>();
        for (String command : commands) {
            var ticket = new Ticket(node(number), 1, ++tickets);
            proposals.add(new Proposal(ticket, 0, command.getBytes(StandardCharsets.UTF_8)));
        }
        input(number, new Proposed(proposals));
        return proposals.getLast().ticket();
    }

    Ticket read(int number) {
        var ticket = new Ticket(node(number), 1, ++tickets);
        input(number, new ReadRequested(List.of(ticket)));
        return ticket;
    }

    /** Messages to and from these nodes are lost from now on. */
    void cut(int... numbers) {
        Arrays.stream(numbers).mapToObj(Ensemble::node).forEach(cut::add);
    }

    void heal() {
        cut.clear();
    }

    /** Delivers everything, and what that leads to, until nothing moves; returns how many messages that took. */
    int deliver() {
        int delivered = 0;
        while (!network.isEmpty()) {
            deliver(network.remove());
            if (++delivered > 10_000) {
                throw new IllegalStateException("the nodes will not stop talking");
            }
        }
        return delivered;
    }

    private void deliver(Envelope envelope) {
        if (!cut.contains(envelope.from()) && !cut.contains(envelope.to())) {
            step(envelope.to(), new Received(envelope.from(), envelope.message()));
        }
    }

    /** Takes what is under way off the network. */
    List<Envelope> intercept() {
        var taken = List.copyOf(network);
        network.clear();
        return taken;
    }

    /** The node gets a message, from wherever the test has it. */
    void receive(int number, int from, Message message) {
        input(number, new Received(node(from), message));
    }
}
