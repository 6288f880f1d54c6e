package io.ordeal.server.node;

import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.Timeout;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The timers of a node. Election timers are armed anew with every message of a leader; so a timer that runs is left
 * running, and when it fires too early, it goes on for the rest.
 */
final class Timers {

    private final Clock clock;
    private final RandomGenerator random;
    private final NodeSettings settings;
    private final Consumer<Timeout> ranOut;
    private final Map<Timeout, Running> running = new EnumMap<>(Timeout.class);

    Timers(Clock clock, RandomGenerator random, NodeSettings settings, Consumer<Timeout> ranOut) {
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.ranOut = ranOut;
    }

    void arm(Timeout timeout) {
        long due = clock.nanos() + length(timeout).toNanos();
        Running current = running.get(timeout);
        if (current != null && current.fires <= due) {
            current.due = due;
            return;
        }
        disarm(timeout);
        var fresh = new Running(due);
        running.put(timeout, fresh);
        schedule(timeout, fresh);
    }

    void disarm(Timeout timeout) {
        Running current = running.remove(timeout);
        if (current != null) {
            current.timer.cancel();
        }
    }

    void disarmAll() {
        running.values().forEach(current -> current.timer.cancel());
        running.clear();
    }

    private void schedule(Timeout timeout, Running run) {
        run.fires = run.due;
        run.timer = clock.after(Duration.ofNanos(Math.max(0, run.due - clock.nanos())), () -> fired(timeout, run));
    }

    private void fired(Timeout timeout, Running run) {
        if (run.due > clock.nanos()) {
            schedule(timeout, run);
            return;
        }
        running.remove(timeout);
        ranOut.accept(timeout);
    }

    private Duration length(Timeout timeout) {
        return switch (timeout) {
            case ELECTION ->
                settings.election()
                        .plusNanos(random.nextLong(settings.election().toNanos()));
            case STICKINESS, QUORUM, LEADERSHIP_TRANSFER -> settings.election();
            case HEARTBEAT -> settings.heartbeat();
        };
    }

    private static final class Running {
        private long due;
        private long fires;
        private Clock.Timer timer = () -> {};

        Running(long due) {
            this.due = due;
            this.fires = due;
        }
    }
}
