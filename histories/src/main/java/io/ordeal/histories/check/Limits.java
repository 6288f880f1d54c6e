package io.ordeal.histories.check;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a check may cost. Who reaches a limit gets {@link Verdict.Unknown}.
 *
 * @param time for the whole history, once it was read. Parts share it, and what one does not need the others get
 * @param bytes of memory, for all that is kept of the history and all that the search remembers
 * @param threads how many work at a time, on as many parts, or together on a long one
 * @param nanoClock tells the time, in nanoseconds
 */
public record Limits(Duration time, long bytes, int threads, LongSupplier nanoClock) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** So much of the heap can be full before it gets slow to find room. */
    private static final double SHARE_OF_HEAP = 0.6;

    public Limits {
        if (time.isNegative() || bytes < 0 || threads < 1) {
            throw new IllegalArgumentException("no limits: time " + time + ", bytes " + bytes + ", threads " + threads);
        }
    }

    /** A minute, as much memory as the heap affords, one thread. */
    public static Limits standard() {
        return new Limits(PATIENCE, affordableBytes(), 1, System::nanoTime);
    }

    /** How much memory a check can have, at most, if the heap must not overflow: six tenths of it. */
    public static long affordableBytes() {
        return (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
    }

    public Limits withTime(Duration limit) {
        return new Limits(limit, bytes, threads, nanoClock);
    }

    public Limits withBytes(long limit) {
        return new Limits(time, limit, threads, nanoClock);
    }

    public Limits withThreads(int number) {
        return new Limits(time, bytes, number, nanoClock);
    }
}
