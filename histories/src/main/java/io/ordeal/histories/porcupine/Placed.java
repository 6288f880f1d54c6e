package io.ordeal.histories.porcupine;

import java.util.Arrays;

/**
 * The set of operations placed so far. As time goes by, the certain ones fill up from the left, so that only a short
 * stretch of words is neither all ones nor all zeros; a {@link Configuration} keeps no more than that.
 */
final class Placed {

    private static final long FULL = -1L;

    private final long[] certain;
    private final long[] possible;
    private final int split;
    /** The first word of {@link #certain} that is not full. */
    private int low;
    /** One more than the last word of {@link #certain} that is not empty. */
    private int high;

    /**
     * @param certain how many operations are certain
     * @param size how many there are
     */
    Placed(int certain, int size) {
        this.split = certain;
        this.certain = new long[words(certain)];
        this.possible = new long[words(size - certain)];
    }

    private static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    void add(int operation) {
        if (operation >= split) {
            flip(possible, operation - split);
            return;
        }
        flip(certain, operation);
        while (low < certain.length && certain[low] == FULL) {
            low++;
        }
        high = Math.max(high, operation / Long.SIZE + 1);
    }

    void remove(int operation) {
        if (operation >= split) {
            flip(possible, operation - split);
            return;
        }
        flip(certain, operation);
        low = Math.min(low, operation / Long.SIZE);
        while (high > 0 && certain[high - 1] == 0) {
            high--;
        }
    }

    private static void flip(long[] words, int bit) {
        words[bit / Long.SIZE] ^= 1L << bit;
    }

    /** This set, as it is now, together with a state. */
    Configuration with(Object state) {
        int stretch = Math.max(0, high - low);
        long[] words = Arrays.copyOf(possible, possible.length + stretch);
        System.arraycopy(certain, low, words, possible.length, stretch);
        return new Configuration(low, words, state);
    }
}
