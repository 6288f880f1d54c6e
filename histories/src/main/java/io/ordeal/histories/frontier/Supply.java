package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import java.util.Arrays;

/**
 * The operations of unknown outcome that were invoked, counted by kind: those of one kind can stand in for each other,
 * since each may take effect at any time after its invocation, or never. Each kind has a lane.
 *
 * <p>What a configuration has used up is a row of lanes of one byte each, eight to a word. The highest bit of a byte is
 * kept free, so that eight comparisons are one subtraction.
 */
final class Supply {

    /** Lanes in a word. */
    static final int LANES = Long.BYTES;

    /** The most of one kind that a configuration can have used up beyond what all have. */
    static final int FULL = 126;

    private static final int ROOM = 16;
    private static final long LANE = 0x7F;
    private static final long GUARDS = 0x8080808080808080L;
    private static final int SETTER_WEIGHT = 3;
    private static final int OTHER_WEIGHT = 2;

    private final Automaton<?> automaton;
    private int lanes;
    private int[] kinds = new int[ROOM];
    private int[] available = new int[ROOM];
    private boolean[] live = new boolean[ROOM];
    private int[] laneOfKind = new int[ROOM];
    private int[] setters = new int[0];
    private int[] others = new int[0];

    Supply(Automaton<?> automaton) {
        this.automaton = automaton;
    }

    /** One more of {@code kind}. */
    void add(int kind) {
        if (kind >= laneOfKind.length) {
            laneOfKind = Arrays.copyOf(laneOfKind, Math.max(2 * laneOfKind.length, kind + 1));
        }
        int lane = laneOfKind[kind] - 1;
        if (lane < 0) {
            lane = free();
            laneOfKind[kind] = lane + 1;
            kinds[lane] = kind;
            available[lane] = 0;
            live[lane] = true;
            sort();
        }
        available[lane]++;
    }

    private int free() {
        for (int lane = 0; lane < lanes; lane++) {
            if (!live[lane]) {
                return lane;
            }
        }
        if (lanes == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * lanes);
            available = Arrays.copyOf(available, 2 * lanes);
            live = Arrays.copyOf(live, 2 * lanes);
        }
        return lanes++;
    }

    /** Nobody can use {@code kind} any more. Its lane is free once it is cleared in every configuration. */
    void drop(int lane) {
        laneOfKind[kinds[lane]] = 0;
        live[lane] = false;
        sort();
    }

    private void sort() {
        int[] settersNow = new int[lanes];
        int[] othersNow = new int[lanes];
        int countSetters = 0;
        int countOthers = 0;
        for (int lane = 0; lane < lanes; lane++) {
            if (live[lane] && automaton.shape(kinds[lane]) == Automaton.Shape.SETS) {
                settersNow[countSetters++] = lane;
            } else if (live[lane]) {
                othersNow[countOthers++] = lane;
            }
        }
        setters = Arrays.copyOf(settersNow, countSetters);
        others = Arrays.copyOf(othersNow, countOthers);
    }

    /** Whether there is a kind that leads to {@code state}, in an automaton without kinds that act. */
    boolean leadsTo(int state) {
        for (int lane : setters) {
            if (automaton.to(kinds[lane]) == state) {
                return true;
            }
        }
        for (int lane : others) {
            if (automaton.to(kinds[lane]) == state) {
                return true;
            }
        }
        return false;
    }

    /** The lane of {@code kind}, or -1. */
    int lane(int kind) {
        return kind < laneOfKind.length ? laneOfKind[kind] - 1 : -1;
    }

    int kind(int lane) {
        return kinds[lane];
    }

    /** Lanes of kinds that set the state. */
    int[] setters() {
        return setters;
    }

    /** Lanes of other kinds. */
    int[] others() {
        return others;
    }

    boolean isEmpty() {
        return setters.length == 0 && others.length == 0;
    }

    /** How many words a row must have. */
    int words() {
        return (lanes + LANES - 1) / LANES;
    }

    /** How many of a lane there are. */
    int available(int lane) {
        return available[lane];
    }

    /** As many as {@code number} have been used up by every configuration, and are forgotten. */
    void take(int lane, int number) {
        available[lane] -= number;
    }

    /** How many of {@code lane} the row at {@code offset} has used up. */
    static int used(long[] rows, int offset, int lane) {
        return (int) ((rows[offset + lane / LANES] >>> shift(lane)) & LANE);
    }

    /** One more of {@code lane}. */
    static long one(int lane) {
        return 1L << shift(lane);
    }

    /** All bits of {@code lane} in its word. */
    static long all(int lane) {
        return LANE << shift(lane);
    }

    private static int shift(int lane) {
        return lane % LANES * Byte.SIZE;
    }

    /** Whether a row has used up no more of anything than another. */
    static boolean isWithin(long[] rows, int offset, long[] others, int other, int words) {
        for (int i = 0; i < words; i++) {
            if ((((others[other + i] | GUARDS) - rows[offset + i]) & GUARDS) != GUARDS) {
                return false;
            }
        }
        return true;
    }

    /** What using one of {@code lane} weighs. What sets the state serves more ends than what moves it. */
    int weight(int lane) {
        return automaton.shape(kinds[lane]) == Automaton.Shape.SETS ? SETTER_WEIGHT : OTHER_WEIGHT;
    }

    /** What an operation of a kind that sets the state weighs. */
    static int heaviest() {
        return SETTER_WEIGHT;
    }
}
