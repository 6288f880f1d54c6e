package io.ordeal.harness.bench.server;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param failures answers with a status of 400 or more, and lost connections
 * @param latencies of the other answers, in nanoseconds
 */
record Sample(Duration time, long answers, long failures, Histogram latencies) {

    /** Answers a second, without the failures. */
    double rate() {
        return answers * 1e9 / time.toNanos();
    }
}
