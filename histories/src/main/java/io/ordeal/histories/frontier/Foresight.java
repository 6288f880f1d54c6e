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
        this.needs = new ByState(automaton.states());
        this.producers = new ByState(automaton.states());
        countCertain(meter);
        if (anyPossible) {
            needsOfPossible(meter);
            countPossible(meter);
        }
        sort(meter);
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

    private void countCertain(Meter meter) throws SpentException {
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            int kind = columns.kind(operation);
            int returned = columns.returned(operation);
            if (returned == Columns.NEVER) {
                anyPossible = true;
                continue;
            }
            int from = automaton.from(kind);
            if (from != Automaton.NONE) {
                needs.count(from);
                lastNeed[from] = Math.max(lastNeed[from], returned);
            }
            if (automaton.to(kind) != Automaton.NONE) {
                producers.count(automaton.to(kind));
            }
        }
    }

    /** What moves to a state that is needed needs the state from which it does. */
    private void needsOfPossible(Meter meter) throws SpentException {
        var moves = moves(meter);
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

    private ByState moves(Meter meter) throws SpentException {
        var moves = new ByState(automaton.states());
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            if (isPossibleMove(operation)) {
                moves.count(automaton.to(columns.kind(operation)));
            }
        }
        moves.counted();
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            if (isPossibleMove(operation)) {
                moves.put(automaton.to(columns.kind(operation)), operation);
            }
        }
        return moves;
    }

    private boolean isPossibleMove(int operation) {
        return !columns.isCertain(operation)
                && automaton.from(columns.kind(operation)) != Automaton.NONE
                && automaton.to(columns.kind(operation)) != Automaton.NONE;
    }

    private void countPossible(Meter meter) throws SpentException {
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            if (!columns.isCertain(operation) && !isUseless(operation)) {
                producers.count(automaton.to(columns.kind(operation)));
            }
        }
    }

    private void sort(Meter meter) throws SpentException {
        needs.counted();
        producers.counted();
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            int kind = columns.kind(operation);
            int from = automaton.from(kind);
            if (from != Automaton.NONE && columns.isCertain(operation)) {
                needs.put(from, operation);
            }
            int to = automaton.to(kind);
            if (to != Automaton.NONE && !isUseless(operation)) {
                producers.put(to, operation);
            }
        }
    }

    /** The same for somebody else, who is at {@code position}. */
    Foresight from(int position) {
        return new Foresight(this, position);
    }

    private Foresight(Foresight other, int position) {
        this.automaton = other.automaton;
        this.columns = other.columns;
        this.lastNeed = other.lastNeed;
        this.anyPossible = other.anyPossible;
        this.needs = other.needs;
        this.producers = other.producers;
        this.firstReturns = other.firstReturns;
        this.nextNeed = needs.starts();
        this.nextProducer = producers.starts();
        for (int operation = 0; operation < columns.size() && columns.invoked(operation) < position; operation++) {
            pass(operation);
        }
    }

    /** Whether it is certain of all operations that they take effect. */
    boolean isCertain() {
        return !anyPossible;
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
