package io.ordeal.histories.generate;

import java.util.Arrays;

/** Who is next, and when: a binary heap. Who has the same time as another goes by number. */
final class Agenda {

    private static final int SLOT_BITS = 20;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    /** Time above, slot below. */
    private long[] entries = new long[SLOT_BITS];

    private int size;

    /** How many slots can be told apart. */
    static int slots() {
        return SLOT_MASK;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Who is next. */
    int slot() {
        return (int) entries[0] & SLOT_MASK;
    }

    /** When that is. */
    long time() {
        return entries[0] >>> SLOT_BITS;
    }

    void add(long time, int slot) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        long entry = time << SLOT_BITS | slot;
        int at = size++;
        while (at > 0 && entries[(at - 1) / 2] > entry) {
            entries[at] = entries[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        entries[at] = entry;
    }

    /** Who was next has another turn. */
    void postpone(long time) {
        sink(time << SLOT_BITS | slot());
    }

    /** Who was next has no turn any more. */
    void remove() {
        size--;
        if (size > 0) {
            sink(entries[size]);
        }
    }

    private void sink(long entry) {
        int at = 0;
        while (2 * at + 1 < size) {
            int below = 2 * at + 1;
            if (below + 1 < size && entries[below + 1] < entries[below]) {
                below++;
            }
            if (entries[below] >= entry) {
                break;
            }
            entries[at] = entries[below];
            at = below;
        }
        entries[at] = entry;
    }
}
