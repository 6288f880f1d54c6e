package io.ordeal.server.edge;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.ordeal.server.ports.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread on which everything of a node happens. It is an event loop of the network as well, so that what comes in
 * on its connections meets the node without a change of threads; once everything that was ready has been read, the node
 * may send off what has gathered. It is also the node's clock.
 */
final class NodeLoop implements Clock, Executor, AutoCloseable {

    private final EventLoopGroup group;
    private final EventLoop thread;
    private final Consumer<Throwable> onFailure;
    private Runnable afterBatch = () -> {};
    private volatile boolean stopping;
    private boolean batching;

    /** @param onFailure is told what a task has thrown; the loop takes no more of them then */
    NodeLoop(String name, Consumer<Throwable> onFailure) {
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        this.thread = group.next();
        this.onFailure = onFailure;
    }

    /** @param afterBatch runs on the loop when it has tasks behind it, and nothing else that is ready before it */
    void start(Runnable afterBatch) {
        execute(() -> this.afterBatch = afterBatch);
    }

    /** For connections that are to be served on this thread. */
    EventLoopGroup group() {
        return group;
    }

    /** From any thread; on the loop itself, at once. What comes after the end is dropped. */
    @Override
    public void execute(Runnable task) {
        if (thread.inEventLoop()) {
            perform(task);
        } else {
            later(task);
        }
    }

    /** From any thread; never at once, but after what the loop has before it. What comes after the end is dropped. */
    void later(Runnable task) {
        try {
            thread.execute(() -> perform(task));
        } catch (RejectedExecutionException e) {
            // It has ended.
        }
    }

    /** How many tasks are waiting. */
    int backlog() {
        return ((SingleThreadEventExecutor) thread).pendingTasks();
    }

    private void perform(Runnable task) {
        if (stopping) {
            return;
        }
        try {
            task.run();
            if (!batching) {
                batching = true;
                thread.execute(this::endBatch);
            }
        } catch (Throwable e) {
            stopping = true;
            onFailure.accept(e);
        }
    }

    private void endBatch() {
        batching = false;
        if (stopping) {
            return;
        }
        try {
            afterBatch.run();
        } catch (Throwable e) {
            stopping = true;
            onFailure.accept(e);
        }
    }

    /** Ends the loop after the task that is running, and waits for that. */
    @Override
    public void close() {
        stopping = true;
        var closed = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!thread.inEventLoop()) {
            closed.awaitUninterruptibly(5, TimeUnit.SECONDS);
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
        if (!thread.inEventLoop()) {
            throw new IllegalStateException("timers are set on the node's loop only");
        }
        Future<?> alarm = thread.schedule(() -> perform(action), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }
}
