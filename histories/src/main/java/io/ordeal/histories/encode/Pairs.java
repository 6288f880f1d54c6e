package io.ordeal.histories.encode;

import java.util.Arrays;

/** Pairs of numbers that are numbered from 0 as they turn up, equal ones alike: a hash table with open addressing. */
final class Pairs {

    private static final int ROOM = 8;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FREE = -1;

    private final Numbers first = new Numbers();
    private final Numbers second = new Numbers();
    private int[] slots = free(ROOM);

    private static int[] free(int room) {
        int[] slots = new int[room];
        Arrays.fill(slots, FREE);
        return slots;
    }

    /** Its number, a new one if it has none. */
    int number(int one, int other) {
        int slot = slot(one, other);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        first.add(one);
        second.add(other);
        int number = first.size() - 1;
        slots[slot] = number;
        if (2 * first.size() > slots.length) {
            slots = free(2 * slots.length);
            for (int known = 0; known <= number; known++) {
                slots[slot(first.get(known), second.get(known))] = known;
            }
        }
        return number;
    }

    int first(int number) {
        return first.get(number);
    }

    int second(int number) {
        return second.get(number);
    }

    private int slot(int one, int other) {
        long hash = (one * SPREAD + other) * SPREAD;
        int slot = (int) (hash >>> Integer.SIZE) & (slots.length - 1);
        while (slots[slot] != FREE && (first.get(slots[slot]) != one || second.get(slots[slot]) != other)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** About how much memory they take. */
    long bytes() {
        return first.bytes() + second.bytes() + (long) slots.length * Integer.BYTES;
    }
}
