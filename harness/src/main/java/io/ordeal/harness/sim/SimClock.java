package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Timeline.Cancellable;
import io.ordeal.nemesis.fault.Skew;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The clocks of one host, and what is to happen by them. They go on while no process runs there. Each skew begins at what
 * the clocks tell already: jumps add up, a drift follows the drift before it, a strobe the strobe.
 */
final class SimClock {

    private static final long EPOCH_NANOS = Duration.between(Instant.EPOCH, Instant.parse("2014-10-01T00:00:00Z"))
            .toNanos();
    private static final int TRUE_PACE = 100;

    private final Timeline timeline;
    private final TreeMap<Long, Pending> pending = new TreeMap<>();
    private long asked;

    /** True time of the latest change of pace. */
    private long since;

    /** What the clock told then. */
    private long monotonic;

    /** What the clock would have told then if it had jumped before as often as it has until now. */
    private long wall = EPOCH_NANOS;

    private int percent = TRUE_PACE;
    private Optional<Strobing> strobe = Optional.empty();

    /**
     * How far clocks are from the truth.
     *
     * @param wallMillis by which the wall clock is ahead, or behind where it is negative
     * @param pacePercent pace of the monotonic clock
     */
    record Offset(long wallMillis, int pacePercent) {

        boolean isRight() {
            return wallMillis == 0 && pacePercent == TRUE_PACE;
        }

        String text() {
            return "wall clock %+d ms, monotonic clock at %d%%".formatted(wallMillis, pacePercent);
        }
    }

    private record Strobing(long since, Skew.Strobe skew) {
        long at(long now) {
            boolean off = (now - since) / skew.period().toNanos() % 2 == 0;
            return off ? skew.by().toNanos() : 0;
        }
    }

    SimClock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Nanoseconds on the monotonic clock, which never goes back. */
    long nanos() {
        return monotonic + passed();
    }

    /** Milliseconds since 1970 on the wall clock. */
    long wallMillis() {
        long off = strobe.map(strobing -> strobing.at(timeline.nanos())).orElse(0L);
        return Math.floorDiv(wall + passed() + off, 1_000_000L);
    }

    Offset offset() {
        return new Offset(wallMillis() - Math.floorDiv(EPOCH_NANOS + timeline.nanos(), 1_000_000L), percent);
    }

    /** Runs {@code action} once {@code delay} has passed on the monotonic clock, at whatever paces it runs meanwhile. */
    void after(Duration delay, Runnable action) {
        var fresh = new Pending(asked++, nanos() + delay.toNanos(), action);
        pending.put(fresh.ticket, fresh);
        fresh.schedule();
    }

    void set(Skew skew) {
        switch (skew) {
            case Skew.Jump(Duration by) -> wall += by.toNanos();
            case Skew.Drift(int pace) -> pace(pace);
            case Skew.Strobe flicker -> strobe = Optional.of(new Strobing(timeline.nanos(), flicker));
        }
    }

    /** The wall clock is right again, and both run at the true pace. */
    void reset() {
        pace(TRUE_PACE);
        wall = EPOCH_NANOS + since;
        strobe = Optional.empty();
    }

    private long passed() {
        return (timeline.nanos() - since) * percent / TRUE_PACE;
    }

    private void pace(int changed) {
        if (changed == percent) {
            return;
        }
        long passed = passed();
        monotonic += passed;
        wall += passed;
        since = timeline.nanos();
        percent = changed;
        pending.values().forEach(Pending::reschedule);
    }

    /** Something that is due at a time of the monotonic clock. */
    private final class Pending {
        private final long ticket;
        private final long due;
        private final Runnable action;
        private Cancellable alarm = () -> {};

        Pending(long ticket, long due, Runnable action) {
            this.ticket = ticket;
            this.due = due;
            this.action = action;
        }

        void schedule() {
            long left = Math.max(0, due - nanos());
            alarm = timeline.schedule(Duration.ofNanos(Math.ceilDiv(left * TRUE_PACE, percent)), this::fire);
        }

        void reschedule() {
            alarm.cancel();
            schedule();
        }

        private void fire() {
            pending.remove(ticket);
            action.run();
        }
    }
}
