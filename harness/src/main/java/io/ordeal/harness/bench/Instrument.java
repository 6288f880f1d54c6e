package io.ordeal.harness.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs something again and again and tells what it takes. */
final class Instrument {

    private final LongSupplier nanoClock;
    private final Effort effort;

    Instrument(LongSupplier nanoClock, Effort effort) {
        this.nanoClock = nanoClock;
        this.effort = effort;
    }

    /**
     * What came of it.
     *
     * @param result of the first run
     * @param peakBytes of heap, in the first run
     */
    record Reading<T>(T result, Timing timing, long peakBytes) {}

    /** @param worthRepeating of a first result; where it is not, the first run is all there is */
    <T> Reading<T> read(Supplier<T> work, Predicate<T> worthRepeating) {
        HeapPeak peak = HeapPeak.start();
        long start = nanoClock.getAsLong();
        T first = work.get();
        long once = nanoClock.getAsLong() - start;
        long bytes = peak.bytes();
        boolean enough = once >= effort.most().toNanos() || !worthRepeating.test(first);
        return new Reading<>(first, enough ? timing(List.of(once)) : warm(work, once), bytes);
    }

    private Timing warm(Supplier<?> work, long once) {
        for (long spent = once; spent < effort.warmUp().toNanos(); ) {
            spent += time(work);
        }
        var times = new ArrayList<Long>();
        for (long spent = 0; isWanted(times.size(), spent); ) {
            long time = time(work);
            times.add(time);
            spent += time;
        }
        return timing(times);
    }

    private boolean isWanted(int runs, long spent) {
        return runs == 0
                || (spent < effort.most().toNanos()
                        && (runs < effort.runs() || spent < effort.least().toNanos()));
    }

    private long time(Supplier<?> work) {
        long start = nanoClock.getAsLong();
        var _ = work.get();
        return Math.max(1, nanoClock.getAsLong() - start);
    }

    private static Timing timing(List<Long> times) {
        var sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return new Timing(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.size());
    }
}
