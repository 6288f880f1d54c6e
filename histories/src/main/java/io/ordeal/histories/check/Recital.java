package io.ordeal.histories.check;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.SpentException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Does not believe a search: recites an explanation from the beginning, and throws where it does not hold. Asks the model
 * itself, operation by operation. A long one is recited in {@linkplain Passage passages}, several at once.
 */
final class Recital<S> {

    private static final int LONG = 1 << 18;
    /** How many passages there are for each thread, at most, so that all have something to do. */
    private static final int PASSAGES_EACH = 4;

    private final Encoding<S> encoding;
    private final Columns columns;
    private final int shortest;
    private final Meter meter;

    Recital(Encoding<S> encoding, Meter meter) {
        this(encoding, LONG, meter);
    }

    /** @param shortest how many operations a passage has, at least */
    Recital(Encoding<S> encoding, int shortest, Meter meter) {
        this.encoding = encoding;
        this.shortest = shortest;
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
        List<Passage<S>> passages = passages(order);
        passages.parallelStream().forEach(Passage::recite);
        var seen = new BitSet(columns.size());
        int invokedBefore = -1;
        S state = encoding.automaton().model().initial();
        for (Passage<S> passage : passages) {
            Passage.Outcome<S> outcome = passage.outcome();
            int first = order.length == 0 ? 0 : order[passage.start()];
            demand(!seen.intersects(outcome.operations()), first, "begins a part in which something is there twice");
            seen.or(outcome.operations());
            demand(
                    invokedBefore < outcome.firstReturn(),
                    first,
                    "begins a part in which something returned before something ahead of it was invoked");
            invokedBefore = Math.max(invokedBefore, outcome.lastInvocation());
            demand(passage.begins(state), first, "begins a part in another state than the one before ends");
            state = outcome.state();
        }
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            demand(columns.returned(operation) >= end || seen.get(operation), operation, "is missing");
        }
        return state;
    }

    /** A passage can begin after an operation that always leads to the same state: that is foretold, and compared later. */
    private List<Passage<S>> passages(int[] order) {
        var passages = new ArrayList<Passage<S>>();
        int start = 0;
        S state = encoding.automaton().model().initial();
        int length = meter.threads() == 1
                ? Math.max(1, order.length)
                : Math.max(shortest, order.length / (PASSAGES_EACH * meter.threads()));
        for (int at = length; at <= order.length - length; at++) {
            int to = encoding.automaton().to(columns.kind(order[at - 1]));
            if (to != Automaton.NONE) {
                passages.add(new Passage<>(encoding, order, start, at, state, meter));
                start = at;
                state = encoding.automaton().state(to);
                at += length - 1;
            }
        }
        passages.add(new Passage<>(encoding, order, start, order.length, state, meter));
        return passages;
    }

    private void demand(boolean holds, int operation, String otherwise) {
        if (!holds) {
            throw contradiction(encoding, operation, otherwise);
        }
    }

    static IllegalStateException contradiction(Encoding<?> encoding, int operation, String why) {
        return new IllegalStateException("the checker contradicts itself: in its explanation, "
                + encoding.origin().apply(operation) + " " + why);
    }
}
