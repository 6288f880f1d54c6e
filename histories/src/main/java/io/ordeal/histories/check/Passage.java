package io.ordeal.histories.check;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.SpentException;
import io.ordeal.histories.model.Transition;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of an explanation that is recited by itself, from a state that those before have to lead to. */
final class Passage<S> {

    private final Encoding<S> encoding;
    private final Columns columns;
    private final int[] order;
    private final int start;
    private final int end;
    private final S initial;
    private final Meter meter;

    private @Nullable Outcome<S> outcome;
    private @Nullable SpentException spent;

    /**
     * What is found where all is well.
     *
     * @param operations those in it
     * @param firstReturn the position at which the first of them returns
     * @param lastInvocation the position at which the last of them is invoked
     * @param state to which it leads
     */
    record Outcome<S>(BitSet operations, int firstReturn, int lastInvocation, S state) {}

    Passage(Encoding<S> encoding, int[] order, int start, int end, S initial, Meter meter) {
        this.encoding = encoding;
        this.columns = encoding.columns();
        this.order = order;
        this.start = start;
        this.end = end;
        this.initial = initial;
        this.meter = meter.beside(1, () -> false);
    }

    /** Where in the order it begins. */
    int start() {
        return start;
    }

    /** Whether it was recited from {@code state}. */
    boolean begins(S state) {
        return initial.equals(state);
    }

    /** @throws IllegalStateException where the explanation does not hold */
    void recite() {
        try {
            BitSet operations = once();
            int firstReturn = respectsTime();
            int lastInvocation = -1;
            for (int at = start; at < end; at++) {
                lastInvocation = Math.max(lastInvocation, columns.invoked(order[at]));
            }
            outcome = new Outcome<>(operations, firstReturn, lastInvocation, steps());
        } catch (SpentException limit) {
            spent = limit;
        }
    }

    /** @throws SpentException where a limit was reached before it was known */
    Outcome<S> outcome() throws SpentException {
        if (spent != null) {
            throw spent;
        }
        if (outcome == null) {
            throw new IllegalStateException("not recited yet");
        }
        return outcome;
    }

    private BitSet once() throws SpentException {
        var seen = new BitSet(columns.size());
        for (int at = start; at < end; at++) {
            meter.step(at);
            demand(!seen.get(order[at]), order[at], "is there twice");
            seen.set(order[at]);
        }
        return seen;
    }

    /** Nobody comes after somebody who was invoked only after he had returned. */
    private int respectsTime() throws SpentException {
        int earliestReturn = Integer.MAX_VALUE;
        for (int at = end - 1; at >= start; at--) {
            meter.step(at);
            earliestReturn = Math.min(earliestReturn, columns.returned(order[at]));
            demand(
                    columns.invoked(order[at]) < earliestReturn,
                    order[at],
                    "comes after one that began only after it had returned");
        }
        return earliestReturn;
    }

    private S steps() throws SpentException {
        S state = initial;
        for (int at = start; at < end; at++) {
            meter.step(at);
            Transition<S> transition = encoding.automaton().transition(columns.kind(order[at]));
            Optional<S> next = transition.from(state);
            demand(next.isPresent(), order[at], "is illegal where it stands");
            state = next.orElseThrow();
        }
        return state;
    }

    private void demand(boolean holds, int operation, String otherwise) {
        if (!holds) {
            throw Recital.contradiction(encoding, operation, otherwise);
        }
    }
}
