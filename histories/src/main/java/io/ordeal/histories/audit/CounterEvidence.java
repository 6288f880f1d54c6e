package io.ordeal.histories.audit;

import java.math.BigInteger;
import java.util.List;

/**
 * What a counter was read as.
 *
 * @param addCount additions that may have taken effect: all but those that failed
 * @param acknowledgedCount additions that succeeded
 * @param readCount reads that succeeded
 * @param badCount reads that are out of bounds
 * @param bad the first of them, at most {@value #MOST}
 * @param acknowledged what the additions that succeeded come to
 */
public record CounterEvidence(
        long addCount,
        long acknowledgedCount,
        long readCount,
        long badCount,
        List<BadRead> bad,
        BigInteger acknowledged)
        implements Evidence {

    /** How many bad reads are told at most. */
    public static final int MOST = 10_000;

    /**
     * A read that is out of bounds.
     *
     * @param acknowledged what the additions come to that had succeeded before it began
     * @param uncertain how many more had begun before it ended, and may have taken effect by then or not
     * @param lower what those that had succeeded come to, with the negative ones of the others
     * @param upper what those that had succeeded come to, with the positive ones of the others
     */
    public record BadRead(
            Span span, BigInteger value, BigInteger lower, BigInteger upper, BigInteger acknowledged, long uncertain) {

        @Override
        public String toString() {
            String bounds = lower.equals(upper) ? "only " + lower : "only " + lower + " to " + upper;
            String others = uncertain == 0
                    ? "nothing else"
                    : "%s, from %s to %s in all,"
                            .formatted(
                                    Words.several(uncertain, "addition"),
                                    lower.subtract(acknowledged),
                                    upper.subtract(acknowledged));
            return "%s reads %s where %s is possible: %s had been added when it began, and %s may have come by its end"
                    .formatted(span, value, bounds, acknowledged, others);
        }
    }
}
