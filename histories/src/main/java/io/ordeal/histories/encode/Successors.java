package io.ordeal.histories.encode;

import java.util.Arrays;

/** Where kinds lead from states, as far as the model was asked: a hash table with open addressing. */
final class Successors {

    /** Nobody asked yet. */
    static final int UNKNOWN = -2;

    private static final int ROOM = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long EMPTY = -1;

    private long[] keys = empty(ROOM);
    private int[] values = new int[ROOM];
    private int size;

    private static long[] empty(int room) {
        long[] keys = new long[room];
        Arrays.fill(keys, EMPTY);
        return keys;
    }

    int get(int state, int kind) {
        int slot = slot(key(state, kind));
        return keys[slot] == EMPTY ? UNKNOWN : values[slot];
    }

    void put(int state, int kind, int next) {
        if (2 * size >= keys.length) {
            grow();
        }
        int slot = slot(key(state, kind));
        size += keys[slot] == EMPTY ? 1 : 0;
        keys[slot] = key(state, kind);
        values[slot] = next;
    }

    private static long key(int state, int kind) {
        return (long) state << Integer.SIZE | kind;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long hash = key * SPREAD;
        int slot = (int) (hash >>> Integer.SIZE) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** How much memory they take. */
    long bytes() {
        return (long) keys.length * (Long.BYTES + Integer.BYTES);
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = empty(2 * oldKeys.length);
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
