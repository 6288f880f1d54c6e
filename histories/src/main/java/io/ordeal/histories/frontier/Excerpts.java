package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.encode.Numbers;

/** Cuts {@linkplain Excerpt stretches} out of a history, none of which begins before a certain position. */
final class Excerpts<S> {

    private final Encoding<S> whole;
    private final Columns columns;
    private final int first;
    private final int[] early;

    /** @param early invoked before {@code first}, and not returned by then */
    Excerpts(Encoding<S> whole, int first, int[] early) {
        this.whole = whole;
        this.columns = whole.columns();
        this.first = first;
        this.early = early;
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
