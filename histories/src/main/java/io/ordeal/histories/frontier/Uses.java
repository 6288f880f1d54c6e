package io.ordeal.histories.frontier;

import java.util.Arrays;

/** Operations that were used, and before which return each was. */
final class Uses {

    private static final int ROOM = 16;

    private int[] uses;
    private int[] positions;
    private int size;

    Uses() {
        this(new int[ROOM], new int[ROOM], 0);
    }

    private Uses(int[] uses, int[] positions, int size) {
        this.uses = uses;
        this.positions = positions;
        this.size = size;
    }

    void add(int use, int position) {
        if (size == uses.length) {
            uses = Arrays.copyOf(uses, 2 * size);
            positions = Arrays.copyOf(positions, 2 * size);
        }
        uses[size] = use;
        positions[size++] = position;
    }

    void addReversed(Uses others) {
        for (int i = others.size - 1; i >= 0; i--) {
            add(others.uses[i], others.positions[i]);
        }
    }

    /** Those of {@code others} before returns from {@code position} on. */
    void addFrom(Uses others, int position) {
        for (int i = 0; i < others.size; i++) {
            if (others.positions[i] >= position) {
                add(others.uses[i], others.positions[i]);
            }
        }
    }

    Uses copy() {
        return new Uses(uses.clone(), positions.clone(), size);
    }

    int size() {
        return size;
    }

    /** The number of a certain operation, or the complement of the kind of another one. */
    int use(int at) {
        return uses[at];
    }

    int position(int at) {
        return positions[at];
    }

    long bytes() {
        return 2L * Integer.BYTES * uses.length;
    }
}
