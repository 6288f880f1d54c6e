package io.ordeal.histories.porcupine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Counts what a search uses, and says when that is enough. */
public final class Meter {

    /** The clock is read once in so many steps: often enough for a slow model, seldom enough for a fast one. */
    private static final int STEPS_PER_GLANCE = 32;

    private static final long MEBIBYTE = 1 << 20;

    private final LongSupplier nanoClock;
    private final long start;
    private final Duration time;
    private final long left;
    private final long bytes;
    private long steps;
    private long bytesUsed;
    private long configurations;
    private Optional<String> spent = Optional.empty();

    /** From now on. */
    public Meter(Duration time, long bytes, LongSupplier nanoClock) {
        this(time, time, bytes, nanoClock);
    }

    /** @param left how much there is left of {@code time} */
    public Meter(Duration time, Duration left, long bytes, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.time = time;
        this.left = left.toNanos();
        this.bytes = bytes;
    }

    /** To be called for each step, however small. Whether the search may take it. */
    boolean allowsStep() {
        if (steps++ % STEPS_PER_GLANCE == 0 && spent.isEmpty() && nanoClock.getAsLong() - start >= left) {
            spent = Optional.of("no time left: the limit is " + time.toMillis() + " ms");
        }
        return spent.isEmpty();
    }

    /** To be called for each configuration that is kept. */
    void keeps(Configuration configuration) {
        configurations++;
        claims(configuration.bytes());
    }

    /** To be called for {@code amount} of memory besides that of configurations. */
    public void claims(long amount) {
        bytesUsed += amount;
        if (bytesUsed > bytes) {
            spent = Optional.of("no memory left: the limit is " + bytes / MEBIBYTE + " MiB");
        }
    }

    /** Which limit was reached, if any was. */
    public Optional<String> spent() {
        return spent;
    }

    public long configurations() {
        return configurations;
    }
}
