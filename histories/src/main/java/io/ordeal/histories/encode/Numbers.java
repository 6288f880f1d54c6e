package io.ordeal.histories.encode;

import java.util.Arrays;

/** A list of numbers that grows. */
public final class Numbers {

    private static final int ROOM = 16;

    private int[] values = new int[ROOM];
    private int size;

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    public void set(int at, int value) {
        values[at] = value;
    }

    public int get(int at) {
        return values[at];
    }

    public int size() {
        return size;
    }

    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
