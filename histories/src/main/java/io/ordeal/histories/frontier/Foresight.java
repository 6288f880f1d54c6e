package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What the rest of a history still needs: a state is needed by an operation that is legal in no other and has to be
 * placed, and produced by one that leads to it. Only for automata without kinds that act.
 *
 * <p>This is the reasoning by zones of Gibbons and Korach, "Testing shared memories", SIAM J. Comput. 26(4), 1997, as a
 * pruning.
 */
final class Foresight {

    private static final int NEVER = -1;
    private static final long BYTES_PER_OPERATION = 3L * Integer.BYTES;
    private static final long BYTES_PER_STATE = 5L * Integer.BYTES;

    private final Automaton<?> automaton;
    private final Columns columns;
    /** By state: the last return of an operation that needs it, itself or through operations of unknown outcome. */
    private final int[] lastNeed;

    private boolean anyPossible;
    private final ByState needs;
    private final ByState producers;
    /** For each of {@link #needs}: the first return of it and of those after it in the same state. */
    private final int[] firstReturns;

    private final int[] nextNeed;
    private final int[] nextProducer;

    Foresight(Automaton<?> automaton, Columns columns, Meter meter) throws SpentException {
        meter.claims(BYTES_PER_OPERATION * columns.size() + BYTES_PER_STATE * automaton.states());
        meter.look();
        this.automaton = automaton;
        this.columns = columns;
        this.lastNeed = new int[automaton.states()];
        Arrays.fill(lastNeed, NEVER);
        needsOfCertain(meter);
        needsOfPossible(meter);
        this.needs = new ByState(automaton.states());
        this.producers = new ByState(automaton.states());
        list(meter);
        this.firstReturns = new int[needs.size()];
        for (int state = 0; state < lastNeed.length; state++) {
            int first = Columns.NEVER;
            for (int i = needs.end(state) - 1; i >= needs.start(state); i--) {
                meter.step(i);
                first = Math.min(first, columns.returned(needs.operation(i)));
                firstReturns[i] = first;
            }
        }
        this.nextNeed = needs.starts();
        this.nextProducer = producers.starts();
    }

    private void needsOfCertain(Meter meter) throws SpentException {
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            int from = automaton.from(columns.kind(operation));
            if (!columns.isCertain(operation)) {
                anyPossible = true;
            } else if (from != Automaton.NONE) {
                lastNeed[from] = Math.max(lastNeed[from], columns.returned(operation));
            }
        }
    }

    /** What moves to a state that is needed needs the state from which it does. */
    private void needsOfPossible(Meter meter) throws SpentException {
        if (!anyPossible) {
            return;
        }
        var moves = new ByState(automaton.states());
        moves.fill(
                columns, operation -> isPossibleMove(operation) ? automaton.to(columns.kind(operation)) : NEVER, meter);
        Deque<Integer> changed = new ArrayDeque<>();
        for (int state = 0; state < lastNeed.length; state++) {
            if (lastNeed[state] != NEVER && moves.start(state) < moves.end(state)) {
                changed.add(state);
            }
        }
        while (!changed.isEmpty()) {
            int state = changed.remove();
            for (int i = moves.start(state); i < moves.end(state); i++) {
                int operation = moves.operation(i);
                int from = automaton.from(columns.kind(operation));
                if (columns.invoked(operation) < lastNeed[state] && lastNeed[from] < lastNeed[state]) {
                    lastNeed[from] = lastNeed[state];
                    changed.add(from);
                }
            }
        }
    }

    private boolean isPossibleMove(int operation) {
        return !columns.isCertain(operation)
                && automaton.from(columns.kind(operation)) != Automaton.NONE
                && automaton.to(columns.kind(operation)) != Automaton.NONE;
    }

    private void list(Meter meter) throws SpentException {
        needs.fill(
                columns,
                operation -> columns.isCertain(operation) ? automaton.from(columns.kind(operation)) : NEVER,
                meter);
        producers.fill(
                columns, operation -> isUseless(operation) ? NEVER : automaton.to(columns.kind(operation)), meter);
    }

    /** Whether an operation of unknown outcome leads to a state that nobody needs any more. */
    boolean isUseless(int operation) {
        int to = automaton.to(columns.kind(operation));
        return !columns.isCertain(operation) && (to == NEVER || lastNeed[to] < columns.invoked(operation));
    }

    /** Where the last operation returns that needs {@code state}. */
    int lastNeed(int state) {
        return state < lastNeed.length ? lastNeed[state] : NEVER;
    }

    /** An operation is invoked: it is pending now, not to come. */
    void pass(int operation) {
        move(operation, 1);
    }

    /** It is yet to come after all. */
    void takeBack(int operation) {
        move(operation, -1);
    }

    private void move(int operation, int step) {
        int kind = columns.kind(operation);
        if (columns.isCertain(operation) && automaton.from(kind) != Automaton.NONE) {
            nextNeed[automaton.from(kind)] += step;
        }
        if (automaton.to(kind) != Automaton.NONE && !isUseless(operation)) {
            nextProducer[automaton.to(kind)] += step;
        }
    }

    /** The first return of an operation yet to be invoked that needs {@code state}. */
    int nextNeed(int state) {
        return state < lastNeed.length && nextNeed[state] < needs.end(state)
                ? firstReturns[nextNeed[state]]
                : Columns.NEVER;
    }

    /** The first invocation yet to come of an operation that produces {@code state}. */
    int nextProducer(int state) {
        return state < lastNeed.length && nextProducer[state] < producers.end(state)
                ? columns.invoked(producers.operation(nextProducer[state]))
                : Columns.NEVER;
    }
}
