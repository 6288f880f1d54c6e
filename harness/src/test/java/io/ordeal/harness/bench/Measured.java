package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.harness.bench.Measurement.Located;
import io.ordeal.harness.bench.Measurement.Located.Culprit;
import io.ordeal.harness.judge.Verdict;
import java.util.List;
import java.util.Optional;

/** Measurements that nobody made. */
final class Measured {

    private static final double NANOS_PER_MILLI = 1e6;

    private Measured() {}

    static Measurement of(Row row, double millis, boolean valid) {
        Located located = new Located(List.of(40, 20), List.of(3, 5), 0, Culprit.PLANTED, 250_000);
        return of(
                row, millis, valid ? Verdict.VALID : Verdict.INVALID, valid ? Optional.empty() : Optional.of(located));
    }

    static Measurement of(Row row, double millis, Verdict verdict, Optional<Located> located) {
        Optional<String> gap = verdict == Verdict.UNKNOWN ? Optional.of("no time left") : Optional.empty();
        return new Measurement(
                row,
                row.total(),
                0,
                new Timing(millis * NANOS_PER_MILLI / 2, millis * NANOS_PER_MILLI, 5),
                row.atOnce(),
                3 << 20,
                Optional.of(new Decided(verdict, "scout", gap)),
                located,
                Optional.empty());
    }
}
