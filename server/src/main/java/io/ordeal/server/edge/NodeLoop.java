package io.ordeal.server.edge;

import io.ordeal.server.ports.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread on which everything of a node happens: takes its tasks in batches, and after each batch lets the node
 * send off what has gathered. It is also the node's clock; timers belong to its thread alone.
 */
final class NodeLoop implements Clock, Executor, AutoCloseable {

    /** Between two batches timers get their turn. */
    private static final int MAX_BATCH = 1024;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final NavigableSet<Alarm> alarms = new TreeSet<>();
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private Runnable afterBatch = () -> {};
    private volatile boolean stopping;
    private long alarmsSet;

    /** @param onFailure is told what a task has thrown; the loop has ended then */
    NodeLoop(String name, Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** @param afterBatch runs on the loop after every batch */
    void start(Runnable afterBatch) {
        this.afterBatch = afterBatch;
        thread.start();
    }

    /** From any thread. What comes after the end is dropped. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** How many tasks are waiting. */
    int backlog() {
        return tasks.size();
    }

    /** Ends the loop after the task that is running, and waits for that. */
    @Override
    public void close() {
        stopping = true;
        tasks.add(() -> {});
        if (!onLoop()) {
            join();
        }
    }

    private boolean onLoop() {
        return Thread.currentThread().equals(thread);
    }

    private void join() {
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        if (!onLoop()) {
            throw new IllegalStateException("timers are set on the node's loop only");
        }
        var alarm = new Alarm(nanos() + Math.max(0, delay.toNanos()), alarmsSet++, action);
        alarms.add(alarm);
        return alarm;
    }

    private void run() {
        try {
            var batch = new ArrayList<Runnable>(MAX_BATCH);
            while (!stopping) {
                take(batch);
                perform(batch);
                ring();
                afterBatch.run();
            }
        } catch (Throwable e) {
            stopping = true;
            onFailure.accept(e);
        }
    }

    /** Waits for a task, or until the next alarm is due. */
    private void take(List<Runnable> batch) throws InterruptedException {
        batch.clear();
        if (tasks.drainTo(batch, MAX_BATCH) > 0) {
            return;
        }
        Runnable first =
                alarms.isEmpty() ? tasks.take() : tasks.poll(alarms.first().dueNanos - nanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            tasks.drainTo(batch, MAX_BATCH - 1);
        }
    }

    private void perform(List<Runnable> batch) {
        for (Runnable task : batch) {
            if (stopping) {
                return;
            }
            task.run();
        }
    }

    /** Rings the alarms that are due now; those set meanwhile wait for the next round. */
    private void ring() {
        long now = nanos();
        long before = alarmsSet;
        while (!alarms.isEmpty() && alarms.first().dueBy(now) && alarms.first().order < before) {
            Alarm due = alarms.first();
            alarms.remove(due);
            due.action.run();
        }
    }

    private final class Alarm implements Timer, Comparable<Alarm> {
        private final long dueNanos;
        private final long order;
        private final Runnable action;

        Alarm(long dueNanos, long order, Runnable action) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.action = action;
        }

        boolean dueBy(long now) {
            return dueNanos - now <= 0;
        }

        @Override
        public void cancel() {
            alarms.remove(this);
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.signum(dueNanos - other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
