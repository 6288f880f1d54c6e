package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Time that passes only when something happens: it jumps from action to action. Actions run in the order of their
 * times, and at the same time in the order of asking, so a run is a function of what is scheduled.
 */
public final class VirtualTimeline implements Timeline {

    private final PriorityQueue<Action> queue = new PriorityQueue<>();
    private long nanos;
    private long asked;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("nothing can happen in the past: " + delay);
        }
        var due = new Action(nanos + delay.toNanos(), asked++, action);
        queue.add(due);
        return due;
    }

    @Override
    public void execute(Runnable action) {
        schedule(Duration.ZERO, action);
    }

    @Override
    public void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (!step()) {
                throw new IllegalStateException("nothing is left to happen after %d ns".formatted(nanos));
            }
        }
    }

    /** Runs the next action; false when there is none. */
    public boolean step() {
        Action next = queue.poll();
        while (next != null && next.cancelled) {
            next = queue.poll();
        }
        if (next == null) {
            return false;
        }
        nanos = next.at;
        next.run.run();
        return true;
    }

    private static final class Action implements Cancellable, Comparable<Action> {

        private static final Comparator<Action> ORDER =
                Comparator.<Action>comparingLong(action -> action.at).thenComparingLong(action -> action.sequence);

        private final long at;
        private final long sequence;
        private final Runnable run;
        private boolean cancelled;

        Action(long at, long sequence, Runnable run) {
            this.at = at;
            this.sequence = sequence;
            this.run = run;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Action other) {
            return ORDER.compare(this, other);
        }
    }
}
