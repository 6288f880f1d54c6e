package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Automaton.Shape;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private static final int[] NONE = {};
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
    private int[] setters = NONE;
    private int[] others = NONE;
    private int[] actors = NONE;
    /** Lanes of moves by the state from which they do: null where there are none. */
    private int[] @Nullable [] movers = new int[ROOM][];
    /** How many lanes lead to a state. */
    private int[] leading = new int[ROOM];

    Supply(Automaton<?> automaton) {
        this.automaton = automaton;
    }

    /** One more of {@code kind}. */
    void add(int kind) {
        makeRoom(kind);
        int lane = laneOfKind[kind] - 1;
        if (lane < 0) {
            lane = free();
            laneOfKind[kind] = lane + 1;
            kinds[lane] = kind;
            available[lane] = 0;
            live[lane] = true;
            sort(lane);
        }
        available[lane]++;
    }

    private void makeRoom(int kind) {
        if (kind >= laneOfKind.length) {
            laneOfKind = Arrays.copyOf(laneOfKind, Math.max(2 * laneOfKind.length, kind + 1));
        }
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
        sort(lane);
    }

    /** Sorts the lanes anew, after {@code lane} has come or gone. */
    private void sort(int lane) {
        setters = lanes(at -> automaton.sets(kinds[at]));
        others = lanes(at -> automaton.shape(kinds[at]) != Shape.SETS);
        actors = lanes(at -> automaton.shape(kinds[at]) == Shape.ACTS);
        int from = automaton.from(kinds[lane]);
        if (from != Automaton.NONE) {
            if (from >= movers.length) {
                movers = Arrays.copyOf(movers, Math.max(2 * movers.length, from + 1));
            }
            movers[from] = lanes(at -> automaton.from(kinds[at]) == from);
        }
        int to = automaton.to(kinds[lane]);
        if (to != Automaton.NONE) {
            if (to >= leading.length) {
                leading = Arrays.copyOf(leading, Math.max(2 * leading.length, to + 1));
            }
            leading[to] += live[lane] ? 1 : -1;
        }
    }

    private int[] lanes(IntPredicate which) {
        return IntStream.range(0, lanes)
                .filter(at -> live[at] && which.test(at))
                .toArray();
    }

    /** Whether there is a kind that leads to {@code state}, in an automaton without kinds that act. */
    boolean leadsTo(int state) {
        return state < leading.length && leading[state] > 0;
    }

    /** Lanes of kinds that move {@code state} to another. */
    int[] movers(int state) {
        int[] found = state < movers.length ? movers[state] : null;
        return found == null ? NONE : found;
    }

    /** Lanes of kinds that the model must be asked about. */
    int[] actors() {
        return actors;
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

    /** What there is now. */
    Stock stock() {
        return new Stock(lanes, kinds.clone(), available.clone(), live.clone());
    }

    /** What there was. */
    record Stock(int lanes, int[] kinds, int[] available, boolean[] live) {}

    /** Goes back to what there was. */
    void restock(Stock stock) {
        for (int lane = 0; lane < lanes; lane++) {
            if (live[lane]) {
                drop(lane);
            }
        }
        lanes = stock.lanes();
        kinds = stock.kinds().clone();
        available = stock.available().clone();
        live = new boolean[kinds.length];
        for (int lane = 0; lane < lanes; lane++) {
            if (stock.live()[lane]) {
                live[lane] = true;
                makeRoom(kinds[lane]);
                laneOfKind[kinds[lane]] = lane + 1;
                sort(lane);
            }
        }
    }

    /** What using one of {@code lane} weighs. What sets the state serves more ends than what moves it. */
    int weight(int lane) {
        return automaton.sets(kinds[lane]) ? SETTER_WEIGHT : OTHER_WEIGHT;
    }

    /** What an operation of a kind that sets the state weighs. */
    static int heaviest() {
        return SETTER_WEIGHT;
    }
}
