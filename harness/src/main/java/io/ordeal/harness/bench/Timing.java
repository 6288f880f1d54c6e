package io.ordeal.harness.bench;

/**
 * How long something took, in nanoseconds.
 *
 * @param best of all runs
 * @param median of all runs; the longer one of two
 */
public record Timing(double best, double median, int runs) {

    /** The same for each of so many parts. */
    Timing over(int parts) {
        return new Timing(best / parts, median / parts, runs);
    }
}
