package io.ordeal.histories.check;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.SpentException;
import java.util.BitSet;

/**
 * Does not believe a search: recites an explanation from the beginning, and throws where it does not hold. Asks the model
 * itself, operation by operation.
 */
final class Recital<S> {

    private final Encoding<S> encoding;
    private final Columns columns;
    private final Meter meter;

    Recital(Encoding<S> encoding, Meter meter) {
        this.encoding = encoding;
        this.meter = meter;
        this.columns = encoding.columns();
    }

    /**
     * Verifies that {@code order} is legal, respects real time, and has everything in it that returned before {@code end}.
     *
     * @param end a position
     * @return the state that it leads to
     * @throws IllegalStateException where it is not so, which is a defect of the search
     * @throws SpentException where a limit is reached before that is known
     */
    S verify(int[] order, int end) throws SpentException {
        var seen = new BitSet(columns.size());
        for (int operation : order) {
            meter.step(operation);
            demand(!seen.get(operation), operation, "is there twice");
            seen.set(operation);
        }
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            demand(columns.returned(operation) >= end || seen.get(operation), operation, "is missing");
        }
        respectsTime(order);
        return steps(order);
    }

    /** Nobody comes after somebody who was invoked only after he had returned. */
    private void respectsTime(int[] order) throws SpentException {
        int earliestReturn = Integer.MAX_VALUE;
        for (int i = order.length - 1; i >= 0; i--) {
            meter.step(i);
            earliestReturn = Math.min(earliestReturn, columns.returned(order[i]));
            demand(
                    columns.invoked(order[i]) < earliestReturn,
                    order[i],
                    "comes after one that began only after it had returned");
        }
    }

    private S steps(int[] order) throws SpentException {
        S state = encoding.automaton().model().initial();
        for (int i = 0; i < order.length; i++) {
            meter.step(i);
            int operation = order[i];
            var next = encoding.automaton().transition(columns.kind(operation)).from(state);
            demand(next.isPresent(), operation, "is illegal where it stands");
            state = next.orElseThrow();
        }
        return state;
    }

    private void demand(boolean holds, int operation, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("the checker contradicts itself: in its explanation, "
                    + encoding.origin().apply(operation) + " " + otherwise);
        }
    }
}
