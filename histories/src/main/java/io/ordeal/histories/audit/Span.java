package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Operation;

/**
 * Where in a history an operation is.
 *
 * @param begun index of its invocation
 * @param ended index of its completion; {@link #NEVER} where it has none
 */
public record Span(long process, long begun, long ended) {

    public static final long NEVER = Long.MAX_VALUE;

    static Span of(Operation operation) {
        return new Span(
                operation.process(),
                operation.invocation().index(),
                operation.completion().map(Completion::index).orElse(NEVER));
    }

    /** Such as {@code process 3 (events 5 to 6)}. */
    @Override
    public String toString() {
        return "process " + process + (ended == NEVER ? " (event " + begun : " (events " + begun + " to " + ended)
                + ")";
    }
}
