package io.ordeal.histories.frontier;

import java.util.Arrays;

/**
 * Some operations, sorted by a state that each has to do with. All are {@linkplain #count counted} first, then {@linkplain
 * #put put} where they belong; those of one state stay in that order.
 */
final class ByState {

    private final int[] starts;
    private int[] ends = new int[0];
    private int[] operations = new int[0];

    ByState(int states) {
        this.starts = new int[states + 1];
    }

    /** There will be one more of {@code state}. */
    void count(int state) {
        starts[state + 1]++;
    }

    /** All are counted. */
    void counted() {
        Arrays.parallelPrefix(starts, Integer::sum);
        operations = new int[starts[starts.length - 1]];
        ends = Arrays.copyOf(starts, starts.length - 1);
    }

    /** One that was counted. */
    void put(int state, int operation) {
        operations[ends[state]++] = operation;
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
