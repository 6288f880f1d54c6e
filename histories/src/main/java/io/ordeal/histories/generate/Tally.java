package io.ordeal.histories.generate;

import java.util.Arrays;

/** Small numbers, numbered again from 0 as they turn up. */
final class Tally {

    /** In place of a number: there is none yet. */
    static final int UNKNOWN = -1;

    private static final int ROOM = 64;

    private int size;
    private int[] numbers = new int[0];
    private int[] values = new int[ROOM];

    int size() {
        return size;
    }

    int number(int value) {
        if (value >= numbers.length) {
            int length = numbers.length;
            numbers = Arrays.copyOf(numbers, ROOM + value + (value >> 1));
            Arrays.fill(numbers, length, numbers.length, UNKNOWN);
        }
        if (numbers[value] == UNKNOWN) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size] = value;
            numbers[value] = size++;
        }
        return numbers[value];
    }

    /** What has {@code number}. */
    int value(int number) {
        return values[number];
    }
}
