package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.encode.Numbers;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Cuts one stretch out of a history. */
final class Scissors<S> {

    private final Encoding<S> whole;
    private final Columns columns;
    private final int[] candidates;
    private final int start;
    private final int end;
    private final boolean once;
    private final BitSet needed = new BitSet();
    private final BitSet needless = new BitSet();

    private final Kindred<S> kindred;
    private final Columns part = new Columns();
    private final Map<Integer, Integer> supplied = new HashMap<>();
    private int owed;
    private final Numbers numbers = new Numbers();
    private final Map<Integer, Integer> open = new HashMap<>();

    /**
     * @param candidates whatever may be in it, in the order of invocation
     * @param start its first position
     * @param end its last position
     * @param once whether one operation of unknown outcome stands for all of its kind
     */
    Scissors(Encoding<S> whole, int[] candidates, int start, int end, boolean once) {
        this.whole = whole;
        this.columns = whole.columns();
        this.candidates = candidates;
        this.start = start;
        this.end = end;
        this.once = once;
        this.kindred = new Kindred<>(whole.automaton());
    }

    Excerpt cut() {
        if (whole.automaton().isPlain()) {
            findNeedless();
        } else {
            owed = Integer.MAX_VALUE;
        }
        int next = 0;
        while (next < candidates.length && columns.invoked(candidates[next]) < start) {
            take(next++);
        }
        int lead = part.positions();
        for (int position = start; position <= end; position++) {
            if (columns.isReturn(position)) {
                part.complete(open.getOrDefault(columns.operationAt(position), -1));
            } else {
                take(next++);
            }
        }
        int[] origin = numbers.toArray();
        return new Excerpt(
                start,
                end,
                new Encoding<>(
                        kindred.automaton(), part, number -> whole.origin().apply(origin[number])),
                lead,
                origin);
    }

    /** Whether {@code operation} is over before the stretch begins. */
    private boolean isOver(int operation) {
        return columns.returned(operation) < start;
    }

    /** Whether {@code operation} returns in the stretch. */
    private boolean isOwed(int operation) {
        return columns.returned(operation) <= end && !isOver(operation);
    }

    /** What need not be placed, and leads to no state that anybody in the stretch needs. */
    private void findNeedless() {
        for (int i = 0; i < candidates.length; i++) {
            if (isOwed(candidates[i])) {
                owed++;
                need(candidates[i]);
            } else {
                needless.set(i);
            }
        }
        for (int before = -1; before != needless.cardinality(); ) {
            before = needless.cardinality();
            for (int i = needless.nextSetBit(0); i >= 0; i = needless.nextSetBit(i + 1)) {
                int to = whole.automaton().to(columns.kind(candidates[i]));
                if (to != Automaton.NONE && needed.get(to) && !isOver(candidates[i])) {
                    needless.clear(i);
                    need(candidates[i]);
                }
            }
        }
    }

    private void need(int operation) {
        int from = whole.automaton().from(columns.kind(operation));
        if (from != Automaton.NONE) {
            needed.set(from);
        }
    }

    private void take(int candidate) {
        int operation = candidates[candidate];
        int kind = columns.kind(operation);
        if (isOver(operation) || needless.get(candidate)) {
            return;
        }
        if (!isOwed(operation)) {
            int sofar = supplied.getOrDefault(kind, 0);
            if (sofar > (once ? 0 : owed)) {
                return;
            }
            supplied.put(kind, sofar + 1);
        }
        open.put(operation, part.invoke(kindred.kind(kind)));
        numbers.add(operation);
    }
}
