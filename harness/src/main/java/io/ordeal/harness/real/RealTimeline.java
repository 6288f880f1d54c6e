package io.ordeal.harness.real;

import io.ordeal.nemesis.cluster.Timeline;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A timeline that waits. All actions run on the thread that calls {@link #runUntil}; any thread may ask for them. */
public final class RealTimeline implements Timeline {

    private final long began = System.nanoTime();
    private final DelayQueue<Action> queue = new DelayQueue<>();
    private final AtomicLong asked = new AtomicLong();

    @Override
    public long nanos() {
        return System.nanoTime() - began;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        var due = new Action(nanos() + delay.toNanos(), asked.getAndIncrement(), action);
        queue.add(due);
        return () -> queue.remove(due);
    }

    @Override
    public void execute(Runnable action) {
        schedule(Duration.ZERO, action);
    }

    @Override
    public void runUntil(BooleanSupplier done) {
        try {
            while (!done.getAsBoolean()) {
                queue.take().run.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for what comes next", e);
        }
    }

    private final class Action implements Delayed {

        private final long at;
        private final long sequence;
        private final Runnable run;

        Action(long at, long sequence, Runnable run) {
            this.at = at;
            this.sequence = sequence;
            this.run = run;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            var that = (Action) other;
            int byTime = Long.compare(at, that.at);
            return byTime != 0 ? byTime : Long.compare(sequence, that.sequence);
        }
    }
}
