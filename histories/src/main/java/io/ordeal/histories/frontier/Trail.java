package io.ordeal.histories.frontier;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How each configuration came about: a tree of the operations that really changed the state. What all living
 * configurations have in common is settled and taken out of the tree, so that it stays small.
 */
final class Trail {

    /** Where all began. */
    static final int ROOT = 0;

    private static final int ROOM = 64;
    private static final int FULL = 1 << 14;

    private int[] parents = new int[ROOM];
    private int[] uses = new int[ROOM];
    private int[] positions = new int[ROOM];
    private int size = 1;
    private int limit = FULL;
    private Uses settled = new Uses();

    /**
     * Another operation was used.
     *
     * @param use the number of a certain operation, or the complement of the kind of another one
     * @param position of the return before which it was
     */
    int add(int parent, int use, int position) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, 2 * size);
            uses = Arrays.copyOf(uses, 2 * size);
            positions = Arrays.copyOf(positions, 2 * size);
        }
        parents[size] = parent;
        uses[size] = use;
        positions[size] = position;
        return size++;
    }

    /** Whether it is time to {@link #settle}. */
    boolean isFull() {
        return size >= limit;
    }

    int size() {
        return size;
    }

    long bytes() {
        return 3L * Integer.BYTES * parents.length + settled.bytes();
    }

    /** Forgets whatever leads to none of what is in {@code living}. Trails get new names. */
    void settle(List<Configurations> living) {
        boolean[] alive = new boolean[size];
        int ends = 0;
        for (Configurations configurations : living) {
            for (int i = 0; i < configurations.size(); i++) {
                ends += alive[configurations.trails[i]] ? 0 : 1;
                alive[configurations.trails[i]] = true;
            }
        }
        int common = size - 1;
        while (!alive[common] || ends > 1) {
            if (alive[common]) {
                ends -= alive[parents[common]] ? 1 : 0;
                alive[parents[common]] = true;
            }
            common--;
        }
        settleUpTo(common);
        int[] names = keepAfter(common, alive);
        for (Configurations configurations : living) {
            for (int i = 0; i < configurations.size(); i++) {
                configurations.trails[i] = names[configurations.trails[i]];
            }
        }
        limit = Math.max(FULL, 2 * size);
    }

    private void settleUpTo(int node) {
        Uses path = new Uses();
        for (int at = node; at != ROOT; at = parents[at]) {
            path.add(uses[at], positions[at]);
        }
        settled.addReversed(path);
    }

    private int[] keepAfter(int common, boolean[] alive) {
        int[] names = new int[size];
        names[common] = ROOT;
        int kept = 1;
        for (int node = common + 1; node < size; node++) {
            if (alive[node]) {
                parents[kept] = names[parents[node]];
                uses[kept] = uses[node];
                positions[kept] = positions[node];
                names[node] = kept++;
            }
        }
        size = kept;
        return names;
    }

    /** All nodes on the way to {@code leaf}. */
    BitSet path(int leaf) {
        var path = new BitSet(leaf + 1);
        path.set(ROOT);
        for (int at = leaf; at != ROOT; at = parents[at]) {
            path.set(at);
        }
        return path;
    }

    /** All that was used on the way to {@code leaf}, in order. */
    Uses to(int leaf) {
        Uses path = new Uses();
        for (int at = leaf; at != ROOT; at = parents[at]) {
            path.add(uses[at], positions[at]);
        }
        Uses all = settled.copy();
        all.addReversed(path);
        return all;
    }
}
