package io.ordeal.server.node;

import io.ordeal.server.ports.Clock;
import java.time.Duration;

/** A clock that is moved by hand, and has no timers. */
final class HandClock implements Clock {

    private final long began;
    private long nanos;

    HandClock() {
        this(0);
    }

    /** @param began when it begins on the wall, in milliseconds since 1970 */
    HandClock(long began) {
        this.began = began;
    }

    void pass(long millis) {
        nanos += millis * 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long wallMillis() {
        return began + nanos / 1_000_000;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        throw new IllegalStateException("nothing happens by itself here");
    }
}
