package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.api.Request;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.node.Node;
import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.ports.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One simulated host: its disk, its clocks, and the process of the server that may run on it, be paused, or be gone. */
final class SimNode {

    private final NodeName name;
    private final NodeSettings settings;
    private final Timeline timeline;
    private final SimSettings world;
    private final SplittableRandom random;
    private final SimDisk disk;
    private final SimClock clock;
    private final Network network;
    private final Consumer<SimNode> afterEvent;
    private final Consumer<String> onFailure;
    private final List<Occurrence> events = new ArrayList<>();
    private @Nullable Run process;
    private long starts;

    SimNode(
            NodeName name,
            NodeSettings settings,
            Timeline timeline,
            SimSettings world,
            SplittableRandom random,
            Network network,
            Consumer<SimNode> afterEvent,
            Consumer<String> onFailure) {
        this.name = name;
        this.settings = settings;
        this.timeline = timeline;
        this.world = world;
        this.random = random;
        this.disk = new SimDisk(random.split());
        this.clock = new SimClock(timeline);
        this.network = network;
        this.afterEvent = afterEvent;
        this.onFailure = onFailure;
    }

    NodeName name() {
        return name;
    }

    /** What has happened to this node in its cluster so far, over all its lives. */
    List<Occurrence> events() {
        return Collections.unmodifiableList(events);
    }

    SimDisk disk() {
        return disk;
    }

    /** Its clocks, which its processes come and go by. */
    SimClock clock() {
        return clock;
    }

    /** The server, while its process exists. */
    Optional<Node> server() {
        return Optional.ofNullable(process).map(running -> running.node);
    }

    /** Counts the processes that have run here; tells them apart. */
    long starts() {
        return starts;
    }

    boolean isUp() {
        return process != null;
    }

    boolean isPaused() {
        return process != null && process.paused;
    }

    /** @throws IOException if the server refuses to start on what is on its disk */
    void start() throws IOException {
        starts++;
        var fresh = new Run();
        process = fresh;
        try {
            fresh.node.start();
        } catch (IOException e) {
            process = null;
            throw e;
        }
        fresh.settle();
    }

    /**
     * As a power failure would: what was not synced may be lost, and open connections break. A process whose server has
     * stopped by itself ends like that, too.
     */
    SimDisk.Loss kill() {
        end();
        return disk.crash();
    }

    /** As an operator would: open connections break, but what the process has handed over to the disk gets there. */
    void terminate() {
        if (process != null) {
            process.node.stop();
        }
        end();
        disk.settle();
    }

    private void end() {
        Run dying = process;
        process = null;
        if (dying != null) {
            dying.node.stop();
            dying.calls.forEach(SimCall::lose);
        }
    }

    void pause() {
        if (process != null) {
            process.paused = true;
        }
    }

    void resume() {
        if (process != null) {
            process.resume();
        }
    }

    /** Something reaches the process from outside: at once, when it is resumed, or never. */
    void run(Consumer<Node> event) {
        Run running = process;
        if (running != null) {
            running.run(() -> event.accept(running.node));
        }
    }

    /** A client's call arrives. The client may hang up by what is returned. */
    Runnable call(Request request, Consumer<Reply> answer) {
        Run running = process;
        if (running == null) {
            answer.accept(new Reply.Refused("connection refused: " + name + " is down"));
            return () -> {};
        }
        var call = new SimCall(answer, running.calls::remove);
        running.calls.add(call);
        running.run(() -> running.node.handle(request, call::told));
        return () -> running.run(call::hangUp);
    }

    private final class Run implements Clock {
        private final Node node;
        private final List<SimCall> calls = new ArrayList<>();
        private final ArrayDeque<Runnable> frozen = new ArrayDeque<>();
        private boolean paused;

        Run() {
            this.node = new Node(
                    settings,
                    this,
                    random.split(),
                    network,
                    disk.open(this::sync, this::run),
                    new SimPasswords(timeline, this::run),
                    this::occurred,
                    this::failed);
        }

        /** Whatever happens to a process happens here, one thing after the other. */
        void run(Runnable event) {
            if (!running()) {
                return;
            }
            if (paused) {
                frozen.add(event);
                return;
            }
            try {
                event.run();
                settle();
            } catch (RuntimeException e) {
                node.stop();
                failed(e);
            }
        }

        @SuppressWarnings("ReferenceEquality") // Not a later process of the same node.
        private boolean running() {
            return process == this;
        }

        private void settle() {
            node.flush();
            afterEvent.accept(SimNode.this);
            if (running() && node.raft() == null) {
                kill();
            }
        }

        void resume() {
            paused = false;
            while (running() && !paused && !frozen.isEmpty()) {
                run(frozen.remove());
            }
        }

        private void sync(long bytes, Runnable done) {
            long usual = world.sync().toNanos();
            long nanos = usual / 2 + random.nextLong(usual) + bytes;
            timeline.schedule(Duration.ofNanos(random.nextInt(200) == 0 ? nanos * 10 : nanos), done);
        }

        /** A killed process tells nothing. */
        private void occurred(Occurrence occurrence) {
            if (running()) {
                events.add(occurrence);
            }
        }

        private void failed(Throwable cause) {
            onFailure.accept(name + " stopped by itself: " + cause);
        }

        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public long wallMillis() {
            return clock.wallMillis();
        }

        @Override
        public Timer after(Duration delay, Runnable action) {
            var timer = new Cancelled();
            clock.after(delay, () -> run(() -> timer.unless(action)));
            return timer;
        }
    }

    /** A timer that may have been cancelled between falling due and the end of a pause. */
    private static final class Cancelled implements Clock.Timer {
        private boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        void unless(Runnable action) {
            if (!cancelled) {
                action.run();
            }
        }
    }
}
