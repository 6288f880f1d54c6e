package io.ordeal.histories.frontier;

import java.util.Arrays;

/** Which configurations to keep where there are too many. */
final class Selection {

    private static final int DISCHARGED = 8;
    private static final int USED = 4;
    private static final long OFFSET = 1 << 20;

    private Selection() {}

    /** The {@code number} that have discharged most and used up least, in ascending order. */
    static int[] best(Configurations configurations, int number) {
        long[] ranked = new long[configurations.size()];
        for (int i = 0; i < ranked.length; i++) {
            long cost = configurations.weights[i]
                    + OFFSET
                    - (long) DISCHARGED * Long.bitCount(configurations.discharged[i])
                    + (long) USED * Long.bitCount(configurations.used[i]);
            ranked[i] = cost << Integer.SIZE | i;
        }
        Arrays.sort(ranked);
        int[] chosen = new int[number];
        for (int i = 0; i < number; i++) {
            chosen[i] = (int) ranked[i];
        }
        Arrays.sort(chosen);
        return chosen;
    }
}
