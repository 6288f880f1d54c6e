package io.ordeal.server.node;

import io.ordeal.server.api.EtcdV2;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.journal.Journal;
import io.ordeal.server.journal.Recovered;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.ports.Disk;
import io.ordeal.server.ports.Network;
import io.ordeal.server.ports.Passwords;
import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Effect;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Raft;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Step;
import io.ordeal.server.raft.Ticket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One node: feeds Raft with what happens, and performs the effects. Every method is called on the node's own loop, and
 * every callback comes from it; {@link #flush} ends a turn of that loop.
 */
public final class Node {

    private final NodeSettings settings;
    private final Clock clock;
    private final Network network;
    private final Disk disk;
    private final Consumer<Throwable> onFailure;
    private final Promises promises;
    private final Timers timers;
    private final Recurring tending;
    private final Expiry expiry;
    private final StateMachine machine = new StateMachine();
    private final Gate gate;
    private final Diary diary;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();

    private @Nullable Running running;
    private boolean turning;
    private boolean retired;

    /**
     * @param events hears at once of what happens to this node in its cluster; must not block
     * @param onFailure is told, once, why the node has stopped by itself: it cannot trust its disk or its state
     */
    public Node(
            NodeSettings settings,
            Clock clock,
            RandomGenerator random,
            Network network,
            Disk disk,
            Passwords passwords,
            Consumer<? super Occurrence> events,
            Consumer<Throwable> onFailure) {
        this.settings = settings;
        this.clock = clock;
        this.network = network;
        this.disk = disk;
        this.onFailure = onFailure;
        this.promises = new Promises(this::tell);
        this.timers = new Timers(clock, random, settings, timeout -> input(new Input.TimedOut(timeout)));
        this.gate = new Gate(random, passwords, machine::auth);
        this.diary = new Diary(settings.id(), clock, events);
        this.tending = new Recurring(clock, settings.heartbeat(), this::isAsked, this::tend);
        this.expiry = new Expiry(clock, machine, this::leads, this::expire);
    }

    /**
     * Reads snapshot and log, and takes part from then on.
     *
     * @throws io.ordeal.server.journal.JournalException if one of them is corrupt
     */
    public Recovered start() throws IOException {
        Snapshotter snapshots = Snapshotter.open(settings, machine, disk, network, this::input, this::fail);
        Snapshot latest = snapshots.latest();
        Recovered recovered = Journal.recover(disk, latest.last(), settings.segmentBytes(), this::fail);
        Step first = Raft.start(settings.group(), recovered.hard(), recovered.log(), latest, snapshots.configuration());
        Supplier<RaftState> raft = () -> Objects.requireNonNull(running).raft;
        var clients = new Clients(settings, recovered.boot(), clock, machine, gate, network::reaches, raft);
        var started =
                new Running(recovered.journal(), snapshots, clients, machine, network, settings.lease(), first.state());
        running = started;
        diary.started(recovered.boot(), first.state());
        // No ticket of this boot may exist before the boot itself is on disk.
        long last = recovered.log().lastIndex();
        started.journal.append(first.state().hard(), last, List.of(), started::serve);
        perform(first);
        return recovered;
    }

    /** Stops taking part. Whatever comes later is disregarded. */
    public void stop() {
        if (running != null) {
            diary.stopped();
        }
        halt();
    }

    /** Says whether the node has stopped because it was removed from its cluster, for ever. */
    public boolean isRetired() {
        return retired;
    }

    private void halt() {
        if (running != null) {
            running.clients.close();
        }
        running = null;
        inputs.clear();
        timers.disarmAll();
    }

    public void receive(NodeId from, Message message) {
        if (running != null) {
            running.clients.telemetry().received(from, message);
        }
        input(new Input.Received(from, message));
    }

    /** Answers a client; {@code answer} gets one reply, unless the node stops first. */
    public void handle(Request request, Consumer<Reply> answer) {
        if (running != null) {
            running.clients.handle(request, answer);
        } else {
            answer.accept(new Reply.Whole(new EtcdV2(settings.clusterId()).failed(Clients.STOPPED)));
        }
    }

    /** Ends a turn of the loop: what clients have asked for in it goes to Raft in one go. */
    public void flush() {
        Running now = running;
        if (now != null && now.serving && now.isAsked()) {
            now.asked(settings.id(), clock.nanos()).forEach(this::input);
            tending.begin();
        }
    }

    /** What the node can tell of itself in numbers; empty while it does not run. */
    public Optional<Figures> figures() {
        return Optional.ofNullable(running).map(now -> now.figures(diary));
    }

    /** Asks the cluster for a change of its members. If it is refused, or lost, nothing happens. */
    public void reconfigure(Change change) {
        input(new Input.Reconfigure(new Ticket(settings.id(), 0, 0), change));
    }

    /** If this node leads, it hands on to that one. */
    public void transferTo(NodeId heir) {
        input(new Input.TransferTo(heir));
    }

    /** Whether there is a leader elsewhere: what matters then is how soon that what it has sent is on the disk. */
    public boolean follows() {
        return running != null && !running.raft.leads() && running.raft.leader().isPresent();
    }

    /** What Raft knows here, for those who check it from outside; null while the node does not run. */
    public @Nullable RaftState raft() {
        return running == null ? null : running.raft;
    }

    /** What it has applied so far. */
    public StateMachine state() {
        return machine;
    }

    private void tell(NodeId to, Message message) {
        if (to.equals(settings.id())) {
            input(new Input.Received(to, message));
        } else {
            network.send(to, message);
        }
    }

    /** Inputs that arise while one is being dealt with wait for their turn. */
    private void input(Input input) {
        inputs.add(input);
        if (turning) {
            return;
        }
        turning = true;
        try {
            while (running != null && !inputs.isEmpty()) {
                step(running, inputs.remove());
            }
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            turning = false;
            inputs.clear();
        }
    }

    private void step(Running now, Input input) {
        RaftState before = now.raft;
        Step step = Raft.step(before, input);
        now.raft = step.state();
        diary.stepped(before, input, step);
        perform(step);
        now.stepped(before);
        now.snapshots.settle(input, now.raft);
        expiry.begin();
    }

    private boolean leads() {
        Running now = running;
        return now != null && now.serving && now.raft.leads();
    }

    private void expire(long moment) {
        input(new Input.Proposed(
                List.of(Objects.requireNonNull(running).requests.expiry(moment))));
    }

    private void perform(Step step) {
        for (Effect effect : step.effects()) {
            Running now = running;
            if (now == null) {
                return;
            }
            switch (effect) {
                case Effect.Persist(HardState hard, long keepThrough, List<Entry> entries) ->
                    persist(now, hard, keepThrough, entries);
                case Effect.BeginAfter(EntryId base) -> now.journal.beginAfter(base);
                case Effect.Forget(long index) -> now.journal.forget(index);
                case Effect.SendSnapshot piece -> now.snapshots.send(piece);
                case Effect.TakeIn piece -> now.snapshots.takeIn(piece);
                case Effect.Install(Snapshot snapshot) -> now.install(snapshot);
                case Effect.Send(NodeId to, Message message) -> {
                    network.send(to, message);
                    now.clients.telemetry().sent(to, message);
                }
                case Effect.Promise(NodeId to, Message message) -> promises.send(to, message);
                case Effect.Arm(var timeout) -> timers.arm(timeout);
                case Effect.Disarm(var timeout) -> timers.disarm(timeout);
                case Effect.Apply(List<Entry> entries) -> now.apply(entries, expiry, diary);
                case Effect.Configure _ -> now.reach();
                case Effect.Retire() -> {
                    retired = true;
                    now.clients.retire();
                    stop();
                }
                case Effect.Refuse(List<Ticket> tickets) -> now.requests.refused(tickets);
                case Effect.RefuseRead(List<Ticket> tickets) -> now.requests.refused(tickets);
                case Effect.ReadFrom(List<Ticket> tickets, long index) -> now.confirmed(tickets, index);
            }
        }
    }

    private void persist(Running now, HardState hard, long keepThrough, List<Entry> entries) {
        long number = promises.write();
        EntryId last = now.raft.log().last();
        now.journal.append(hard, keepThrough, entries, () -> {
            if (running == now) {
                promises.kept(number);
                input(new Input.Persisted(last));
            }
        });
    }

    /** While requests are open: gives up those whose time is over, and submits again what has long had no answer. */
    private void tend() {
        Running now = running;
        if (now != null) {
            now.tend(clock.nanos(), settings.election().toNanos());
            flush();
        }
    }

    private boolean isAsked() {
        return running != null && running.isAsked();
    }

    private void fail(Throwable cause) {
        if (running != null) {
            diary.failed(cause);
            halt();
            onFailure.accept(cause);
        }
    }
}
