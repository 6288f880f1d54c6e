package io.ordeal.server.ports;

import java.time.Duration;

/** A node's clock and its timers. */
public interface Clock {

    /** Nanoseconds on a monotonic clock of arbitrary origin. */
    long nanos();

    /** Milliseconds since 1970 on the wall clock, which may jump. */
    long wallMillis();

    /** Runs {@code action} on the node's loop once {@code delay} has passed on the monotonic clock. */
    Timer after(Duration delay, Runnable action);

    /** A timer that will fire unless it is cancelled. */
    interface Timer {
        /** Once this returns, the action does not run any more. */
        void cancel();
    }
}
