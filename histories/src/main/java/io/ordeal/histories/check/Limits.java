package io.ordeal.histories.check;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a check may cost. Who reaches a limit gets {@link Verdict.Unknown}.
 *
 * @param time for the whole history. Each part gets an even share of what is left when its turn comes
 * @param bytes of memory, for the whole history, for what the search remembers
 * @param threads how many parts are checked at a time
 * @param nanoClock tells the time, in nanoseconds
 */
public record Limits(Duration time, long bytes, int threads, LongSupplier nanoClock) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHARE_OF_HEAP = 4;

    public Limits {
        if (time.isNegative() || bytes < 0 || threads < 1) {
            throw new IllegalArgumentException("no limits: time " + time + ", bytes " + bytes + ", threads " + threads);
        }
    }

    /** A minute, a quarter of the heap, one thread. */
    public static Limits standard() {
        return new Limits(PATIENCE, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, 1, System::nanoTime);
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
