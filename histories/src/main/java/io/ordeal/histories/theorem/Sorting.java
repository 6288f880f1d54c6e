package io.ordeal.histories.theorem;

import java.util.Arrays;

/** Sorts in short runs, which it merges, so that it can be given up in between. */
final class Sorting {

    private static final int RUN = 1 << 14;

    private Sorting() {}

    /** The first {@code size} of {@code keys}, in order. Needs as much room again, and may give back either. */
    static long[] sorted(long[] keys, int size, Patience patience) {
        for (int start = 0; start < size; start += RUN) {
            patience.step(0);
            Arrays.sort(keys, start, Math.min(size, start + RUN));
        }
        long[] from = keys;
        long[] to = size > RUN ? new long[size] : keys;
        for (int run = RUN; run < size && run > 0; run *= 2) {
            for (int start = 0; start < size; start = (int) Math.min(size, start + 2L * run)) {
                int middle = Math.min(size, start + run);
                merge(from, start, middle, (int) Math.min(size, middle + (long) run), to, patience);
            }
            long[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    private static void merge(long[] from, int start, int middle, int end, long[] to, Patience patience) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            patience.step(at);
            boolean takesLeft = left < middle && (right == end || from[left] <= from[right]);
            to[at] = takesLeft ? from[left++] : from[right++];
        }
    }
}
