package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Some operations, sorted by a state that each has to do with; those of one state in the order of invocation. */
final class ByState {

    private final int[] starts;
    private int[] operations = new int[0];

    ByState(int states) {
        this.starts = new int[states + 1];
    }

    /** @param state of an operation, or -1 to leave it out */
    void fill(Columns columns, IntUnaryOperator state, Meter meter) throws SpentException {
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            int its = state.applyAsInt(operation);
            if (its >= 0) {
                starts[its + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        operations = new int[starts[starts.length - 1]];
        int[] next = starts.clone();
        for (int operation = 0; operation < columns.size(); operation++) {
            meter.step(operation);
            int its = state.applyAsInt(operation);
            if (its >= 0) {
                operations[next[its]++] = operation;
            }
        }
    }

    int size() {
        return operations.length;
    }

    int operation(int at) {
        return operations[at];
    }

    /** The place of the first of {@code state}. */
    int start(int state) {
        return starts[state];
    }

    /** The place after the last of {@code state}. */
    int end(int state) {
        return starts[state + 1];
    }

    /** A copy of the places of the first of each state. */
    int[] starts() {
        return starts.clone();
    }
}
