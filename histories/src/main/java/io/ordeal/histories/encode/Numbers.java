package io.ordeal.histories.encode;

import java.util.Arrays;

/** A list of numbers that grows. */
final class Numbers {

    private static final int ROOM = 16;

    private int[] values = new int[ROOM];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void set(int at, int value) {
        values[at] = value;
    }

    int get(int at) {
        return values[at];
    }

    int size() {
        return size;
    }
}
