package io.ordeal.histories.frontier;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a search may cost: time, memory, and work, in comparisons of configurations. Whoever works asks now and then; in
 * between, what was counted and claimed is only added up.
 */
public final class Meter {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int WORK_PER_GLANCE = 4096;
    private static final long MEBIBYTE = 1 << 20;

    private final LongSupplier nanoClock;
    private final long start;
    private final Duration time;
    private final long bytes;
    private long work;
    private long done;
    private long glance;
    private long claimed;
    private LongSupplier others = () -> 0;
    private BooleanSupplier dismissed = () -> false;
    private int threads = 1;

    private Meter(LongSupplier nanoClock, long start, Duration time, long bytes, long work) {
        this.nanoClock = nanoClock;
        this.start = start;
        this.time = time;
        this.bytes = bytes;
        this.work = work;
    }

    /**
     * Starts now.
     *
     * @param bytes to be claimed at most
     * @param nanoClock tells the time, in nanoseconds
     */
    public static Meter start(Duration time, long bytes, LongSupplier nanoClock) {
        return new Meter(nanoClock, nanoClock.getAsLong(), time, bytes, NEVER);
    }

    /** A part of this one: the same end of time, what memory is left, and no more than {@code limit} of work. */
    Meter within(long limit) {
        return new Meter(nanoClock, start, time, left(), limit);
    }

    /** Allows for so many threads at once, instead of one. */
    public Meter among(int number) {
        threads = number;
        return this;
    }

    /** How many threads may work at once. */
    public int threads() {
        return threads;
    }

    /**
     * One for another thread: the same end of time, and some of the memory that is left now.
     *
     * @param sharers how many share what is left
     * @param dismissed whether the work is not needed any more
     */
    public Meter beside(int sharers, BooleanSupplier dismissed) {
        Meter other = new Meter(nanoClock, start, time, left() / sharers, NEVER);
        other.dismissed = dismissed;
        return other;
    }

    /** More work may be done: so much, but never so that more than {@code most} is left. */
    void allow(long amount, long most) {
        work = Math.min(work + amount, done + most);
    }

    /** How much work may still be done. */
    long workLeft() {
        return work - done;
    }

    /** Some work was done. */
    void counts(int amount) {
        done += amount;
    }

    /** From now on, what {@code bytes} says counts as claimed too. */
    public void includes(LongSupplier bytes) {
        others = bytes;
    }

    /** Some memory is in use. */
    public void claims(long amount) {
        claimed += amount;
    }

    /** How much work was done. */
    public long done() {
        return done;
    }

    /** How much memory was claimed. */
    public long claimed() {
        return claimed + others.getAsLong();
    }

    /** How much memory is left. */
    public long left() {
        return bytes - claimed();
    }

    /** How much time there was at first. */
    public Duration time() {
        return time;
    }

    /** How much time is left. */
    public Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, time.toNanos() - (nanoClock.getAsLong() - start)));
    }

    /** Whether there is time left. */
    public boolean lasts() {
        return nanoClock.getAsLong() - start < time.toNanos();
    }

    /**
     * To be called for each step of what is no search, which are counted from 0.
     *
     * @throws SpentException where a limit is reached
     */
    public void step(int number) throws SpentException {
        if ((number & (WORK_PER_GLANCE - 1)) == 0) {
            look();
        }
    }

    /** @throws SpentException where a limit is reached */
    void check() throws SpentException {
        if (done >= glance || claimed > bytes) {
            glance = done + WORK_PER_GLANCE;
            look();
        }
    }

    /** @throws SpentException where a limit is reached */
    public void look() throws SpentException {
        if (left() < 0) {
            throw new SpentException("no memory left: the limit is " + bytes / MEBIBYTE + " MiB");
        }
        if (done > work) {
            throw new SpentException("no work left: the limit is " + work + " comparisons");
        }
        if (dismissed.getAsBoolean()) {
            throw new SpentException("not needed any more");
        }
        if (!lasts()) {
            throw new SpentException("no time left: the limit is " + time.toMillis() + " ms");
        }
    }
}
