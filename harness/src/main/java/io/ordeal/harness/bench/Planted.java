package io.ordeal.harness.bench;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Finds an operation that saw what it cannot have seen, whatever the rest: a value that nobody had been asked to set by
 * then, or one that was overwritten before it began, and that nobody was asked to set again. It knows neither who made
 * the history, nor any checker, so it is a witness against both.
 */
final class Planted {

    private static final int NONE_YET = -1;

    private final Automaton<?> automaton;
    private final Columns columns;
    /** By state: whether anybody was asked for it, by how many who have not returned, and when the last one returned. */
    private final BitSet asked = new BitSet();

    private final int[] outstanding;
    private final int[] lastReturned;
    /** By operation: the latest invocation among the changes that had returned when it began. */
    private final int[] settledAt;

    private int settled = NONE_YET;

    private Planted(Encoding<?> encoding) {
        this.automaton = encoding.automaton();
        this.columns = encoding.columns();
        this.outstanding = new int[automaton.states()];
        this.lastReturned = new int[automaton.states()];
        this.settledAt = new int[columns.size()];
        Arrays.fill(lastReturned, NONE_YET);
        asked.set(automaton.initial());
    }

    /** The first such operation to return, if there is one. */
    static OptionalInt find(Encoding<?> encoding) {
        return new Planted(encoding).find();
    }

    private OptionalInt find() {
        for (int position = 0; position < columns.positions(); position++) {
            int operation = columns.operationAt(position);
            if (!columns.isReturn(position)) {
                invoke(operation);
            } else if (isImpossible(operation)) {
                return OptionalInt.of(operation);
            } else {
                complete(operation, position);
            }
        }
        return OptionalInt.empty();
    }

    private void invoke(int operation) {
        settledAt[operation] = settled;
        int to = automaton.to(columns.kind(operation));
        if (to != Automaton.NONE) {
            asked.set(to);
            outstanding[to]++;
        }
    }

    private boolean isImpossible(int operation) {
        int from = automaton.from(columns.kind(operation));
        return from != Automaton.NONE
                && (!asked.get(from) || (outstanding[from] == 0 && lastReturned[from] < settledAt[operation]));
    }

    private void complete(int operation, int position) {
        int to = automaton.to(columns.kind(operation));
        if (to != Automaton.NONE) {
            outstanding[to]--;
            lastReturned[to] = position;
            settled = Math.max(settled, columns.invoked(operation));
        }
    }
}
