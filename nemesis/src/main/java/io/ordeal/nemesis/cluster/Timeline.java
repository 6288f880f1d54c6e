package io.ordeal.nemesis.cluster;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * The only time a test knows. Everything that a test does happens on its timeline, one action at a time: a virtual
 * timeline jumps from action to action, a real one waits. {@link #execute} runs an action as soon as possible, after
 * those already due; on a real timeline it is the one method that other threads may call.
 */
public interface Timeline extends Executor {

    /** Nanoseconds since the run began. Never goes back. */
    long nanos();

    /** Runs {@code action} once {@code delay} has passed. Actions due at the same instant run in the order of asking. */
    Cancellable schedule(Duration delay, Runnable action);

    /**
     * Runs what is due, on the calling thread, until {@code done} holds after an action.
     *
     * @throws IllegalStateException when nothing is left to happen and it does not hold (virtual timelines only)
     */
    void runUntil(BooleanSupplier done);

    /** Something that will happen unless it is called off. */
    interface Cancellable {
        /** Calls it off; does nothing when it has happened already. */
        void cancel();
    }
}
