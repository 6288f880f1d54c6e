package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Numbers;

/**
 * Which operations have not returned by a position. Who asks for one after the other, and never for much earlier ones
 * than before, pays for each operation once.
 */
final class Unreturned {

    /** How far back questions may go without a search from the beginning. */
    private static final int SLACK = 1 << 14;

    private final Columns columns;
    private int[] open = {};
    private int known;
    private int next;

    Unreturned(Columns columns) {
        this.columns = columns;
    }

    /**
     * Those invoked before {@code position}, and not returned by then, in the order of invocation.
     *
     * @param most how many of those that never return are given of each kind
     */
    int[] at(int position, int most) {
        if (position < known) {
            open = new int[0];
            known = 0;
            next = 0;
        }
        advance(Math.max(known, position - SLACK));
        var kinds = new Renumbering();
        var counts = new Numbers();
        var found = new Numbers();
        for (int operation : open) {
            take(operation, position, most, kinds, counts, found);
        }
        for (int operation = next; isInvokedBefore(operation, position); operation++) {
            take(operation, position, most, kinds, counts, found);
        }
        return found.toArray();
    }

    private void advance(int position) {
        if (position == known) {
            return;
        }
        var still = new Numbers();
        for (int operation : open) {
            if (columns.returned(operation) >= position) {
                still.add(operation);
            }
        }
        for (; isInvokedBefore(next, position); next++) {
            if (columns.returned(next) >= position) {
                still.add(next);
            }
        }
        open = still.toArray();
        known = position;
    }

    private boolean isInvokedBefore(int operation, int position) {
        return operation < columns.size() && columns.invoked(operation) < position;
    }

    private void take(int operation, int position, int most, Renumbering kinds, Numbers counts, Numbers found) {
        if (columns.returned(operation) < position) {
            return;
        }
        if (!columns.isCertain(operation)) {
            int kind = kinds.number(columns.kind(operation));
            if (kind == counts.size()) {
                counts.add(0);
            }
            if (counts.get(kind) == most) {
                return;
            }
            counts.set(kind, counts.get(kind) + 1);
        }
        found.add(operation);
    }
}
