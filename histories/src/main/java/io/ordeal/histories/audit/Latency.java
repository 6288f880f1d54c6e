package io.ordeal.histories.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** How long something took, in milliseconds: half of the times, 95 of 100, 99 of 100, and all. By nearest rank. */
public record Latency(double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    private static final double NANOS_PER_MS = 1e6;

    /** Empty where there is none. */
    static Optional<Latency> ofNanos(long[] nanos) {
        if (nanos.length == 0) {
            return Optional.empty();
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return Optional.of(of(rank -> sorted[(int) rank - 1], sorted.length));
    }

    /** @param nanosAt the time of a rank, of which the first is 1 */
    static Latency of(LongUnaryOperator nanosAt, long count) {
        return new Latency(
                at(nanosAt, count, 50), at(nanosAt, count, 95), at(nanosAt, count, 99), at(nanosAt, count, 100));
    }

    private static double at(LongUnaryOperator nanosAt, long count, int percent) {
        return nanosAt.applyAsLong(Math.ceilDiv(count * percent, 100)) / NANOS_PER_MS;
    }
}
