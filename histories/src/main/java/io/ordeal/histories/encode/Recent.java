package io.ordeal.histories.encode;

import java.util.Arrays;

/** Remembers, of some of the operations that were met last, of which kind they are: it forgets, but is never wrong. */
final class Recent {

    static final int UNKNOWN = -1;

    private static final int ROOM = 8;
    private static final int MOST = 1 << 12;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** Deed, argument, result, kind. */
    private static final int FIELDS = 4;

    private static final int KIND = 3;

    private int[] entries = unknown(ROOM);
    private int misses;

    private static int[] unknown(int room) {
        int[] entries = new int[room * FIELDS];
        Arrays.fill(entries, UNKNOWN);
        return entries;
    }

    int kind(int deed, int argument, int result) {
        int at = at(deed, argument, result);
        boolean known = entries[at] == deed && entries[at + 1] == argument && entries[at + 2] == result;
        return known ? entries[at + KIND] : UNKNOWN;
    }

    void remember(int deed, int argument, int result, int kind) {
        if (2 * FIELDS * ++misses > entries.length && entries.length < MOST * FIELDS) {
            entries = unknown(2 * entries.length / FIELDS);
            misses = 0;
        }
        int at = at(deed, argument, result);
        entries[at] = deed;
        entries[at + 1] = argument;
        entries[at + 2] = result;
        entries[at + KIND] = kind;
    }

    private int at(int deed, int argument, int result) {
        long hash = ((deed * SPREAD + argument) * SPREAD + result) * SPREAD;
        return (int) (hash >>> Integer.SIZE) & (entries.length - FIELDS);
    }

    /** How much memory it takes. */
    long bytes() {
        return (long) entries.length * Integer.BYTES;
    }
}
