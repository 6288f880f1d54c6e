package io.ordeal.docker;

import io.ordeal.nemesis.cluster.Timeline;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A timeline that really waits; enough of one to try a cluster out. */
final class RealTimeline implements Timeline {

    private final long began = System.nanoTime();
    private final AtomicLong tickets = new AtomicLong();
    private final PriorityQueue<Due> due = new PriorityQueue<>();

    private record Due(long at, long ticket, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(ticket, other.ticket);
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime() - began;
    }

    @Override
    public void execute(Runnable action) {
        schedule(Duration.ZERO, action);
    }

    @Override
    public synchronized Cancellable schedule(Duration delay, Runnable action) {
        var entry = new Due(nanos() + delay.toNanos(), tickets.incrementAndGet(), action);
        due.add(entry);
        notifyAll();
        return () -> cancel(entry);
    }

    private synchronized void cancel(Due entry) {
        due.remove(entry);
    }

    @Override
    public void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            next().action().run();
        }
    }

    private synchronized Due next() {
        try {
            while (true) {
                Due first = due.peek();
                long wait = first == null ? Long.MAX_VALUE : first.at() - nanos();
                if (first != null && wait <= 0) {
                    return due.remove();
                }
                wait(Math.min(wait / 1_000_000 + 1, 60_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for something and lets time pass until the answer is there. */
    <T> T await(Duration limit, Consumer<Consumer<T>> request) {
        var answers = new java.util.ArrayList<T>();
        var late = new boolean[1];
        Cancellable alarm = schedule(limit, () -> late[0] = true);
        request.accept(answers::add);
        runUntil(() -> late[0] || !answers.isEmpty());
        alarm.cancel();
        if (answers.isEmpty()) {
            throw new NoAnswer(limit);
        }
        return answers.getFirst();
    }

    static final class NoAnswer extends RuntimeException {
        NoAnswer(Duration limit) {
            super("no answer within " + limit);
        }
    }
}
