package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Automaton.Shape;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;

/**
 * Certain operations that are legal everywhere and change nothing. There is always room for them.
 *
 * <p>Let there be a linearization of the others. A bystander goes just ahead of the first b in it that was invoked after
 * it returned. Should some a that returned before it was invoked come later than b, then a would have returned before b
 * was invoked, and be in the wrong place already. Bystanders with the same b go in the order of their returns.
 */
final class Bystanders {

    static final long BYTES_PER_OPERATION = Integer.BYTES;

    private final Automaton<?> automaton;
    private final Columns columns;
    private final int count;

    Bystanders(Encoding<?> encoding) {
        this.automaton = encoding.automaton();
        this.columns = encoding.columns();
        int found = 0;
        for (int operation = 0; operation < columns.size(); operation++) {
            found += isOne(operation) ? 1 : 0;
        }
        this.count = found;
    }

    boolean isOne(int operation) {
        return columns.isCertain(operation) && automaton.shape(columns.kind(operation)) == Shape.PASSES;
    }

    /** @param order a linearization of the others */
    int[] join(int[] order, Patience patience) {
        if (count == 0) {
            return order;
        }
        int[] all = new int[order.length + count];
        int size = 0;
        int position = 0;
        for (int i = 0; i <= order.length; i++) {
            patience.step(i);
            int until = i < order.length ? columns.invoked(order[i]) : columns.positions();
            for (; position < until; position++) {
                if (columns.isReturn(position) && isOne(columns.operationAt(position))) {
                    all[size++] = columns.operationAt(position);
                }
            }
            if (i < order.length) {
                all[size++] = order[i];
            }
        }
        return all;
    }
}
