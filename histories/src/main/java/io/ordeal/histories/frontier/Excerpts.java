package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.encode.Numbers;

/** Cuts {@linkplain Excerpt stretches} out of a history, none of which begins before a certain position. */
final class Excerpts<S> {

    private final Encoding<S> whole;
    private final Columns columns;
    private final int first;
    /** Invoked before, and not returned by then. */
    private final int[] early;

    Excerpts(Encoding<S> whole, int first) {
        this.whole = whole;
        this.columns = whole.columns();
        this.first = first;
        var open = new Numbers();
        for (int operation = 0; operation < columns.size() && columns.invoked(operation) < first; operation++) {
            if (columns.returned(operation) >= first) {
                open.add(operation);
            }
        }
        this.early = open.toArray();
    }

    /**
     * The stretch from {@code start}, not before the first, up to and including {@code end}.
     *
     * @param once whether one operation of unknown outcome stands for all of its kind
     */
    Excerpt cut(int start, int end, boolean once) {
        var candidates = new Numbers();
        for (int operation : early) {
            candidates.add(operation);
        }
        for (int position = first; position <= end; position++) {
            if (!columns.isReturn(position)) {
                candidates.add(columns.operationAt(position));
            }
        }
        return new Scissors<>(whole, candidates.toArray(), start, end, once).cut();
    }
}
