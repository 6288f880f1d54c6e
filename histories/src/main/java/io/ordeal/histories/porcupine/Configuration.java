package io.ordeal.histories.porcupine;

import java.util.Arrays;

/** Where a search has been: which operations were placed, and the state that left. Exact: nothing is hashed away. */
final class Configuration {

    /** A configuration, its place in a hash table, and its state; the words come on top. Measured, then rounded up. */
    static final long BYTES = 160;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int low;
    private final long[] words;
    private final Object state;
    private final int hash;

    Configuration(int low, long[] words, Object state) {
        this.low = low;
        this.words = words;
        this.state = state;
        this.hash = hash(low, words, state);
    }

    private static int hash(int low, long[] words, Object state) {
        long hash = low * SPREAD + state.hashCode();
        for (long word : words) {
            hash = (hash ^ word) * SPREAD;
            hash ^= hash >>> Integer.SIZE;
        }
        return (int) hash;
    }

    long bytes() {
        return BYTES + (long) words.length * Long.BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that
                && hash == that.hash
                && low == that.low
                && Arrays.equals(words, that.words)
                && state.equals(that.state);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
