package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import java.util.Arrays;

/** Operations of unknown outcome by kind, to be claimed in the order of their invocation. */
final class Unclaimed {

    private static final int NONE = -1;

    private int[] first = new int[0];
    private final int[] next;

    Unclaimed(Columns columns, int end) {
        this.next = new int[columns.size()];
        int kinds = 0;
        for (int operation = 0; operation < columns.size(); operation++) {
            kinds = Math.max(kinds, columns.kind(operation) + 1);
        }
        this.first = new int[kinds];
        Arrays.fill(first, NONE);
        for (int operation = columns.size() - 1; operation >= 0; operation--) {
            if (!columns.isCertain(operation) && columns.invoked(operation) < end) {
                next[operation] = first[columns.kind(operation)];
                first[columns.kind(operation)] = operation;
            }
        }
    }

    /** The first of {@code kind} that is left. */
    int claim(int kind) {
        int operation = first[kind];
        first[kind] = next[operation];
        return operation;
    }
}
