package io.ordeal.histories.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Which identifiers were given out.
 *
 * @param attemptedCount how often somebody asked for one
 * @param acknowledgedCount how often somebody got one
 * @param duplicated those that were given out more than once, most often first
 * @param range the lowest and the highest: integers before anything else. Empty where there is none
 */
public record UniqueIdsEvidence(
        long attemptedCount, long acknowledgedCount, List<Duplicate> duplicated, Optional<Range> range)
        implements Evidence {

    /**
     * An identifier that was given out more than once.
     *
     * @param first the first to get it
     * @param second the next
     */
    public record Duplicate(Object id, long times, Span first, Span second) {}

    /** From one to another, both included. */
    public record Range(Object lowest, Object highest) {

        Range with(Object id) {
            return new Range(
                    BinaryOperator.minBy(Values.ORDER).apply(lowest, id),
                    BinaryOperator.maxBy(Values.ORDER).apply(highest, id));
        }
    }
}
