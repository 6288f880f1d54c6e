package io.ordeal.histories.encode;

import io.ordeal.histories.encode.Automaton.Shape;
import java.util.Arrays;

/** What holds of each kind of operation in all states, in columns: 8 bytes a kind. */
public final class Kinds {

    private static final int ROOM = 16;
    /** In place of a source: the model has to say. */
    private static final int LOOKING = -2;

    private static final int ACTING = -3;

    private int size;
    private int acting;
    private int[] from = new int[ROOM];
    private int[] to = new int[ROOM];

    /** Legal in {@code state} only, and leaves it. Gives, as all of these, the number of the new kind. */
    public int observing(int state) {
        return add(state, Automaton.NONE);
    }

    /** Legal everywhere, and leads to {@code state}. */
    public int setting(int state) {
        return add(Automaton.NONE, state);
    }

    /** Legal in {@code source} only, and leads to {@code target}, which is another. */
    public int moving(int source, int target) {
        return add(source, target);
    }

    /** Legal everywhere, and changes nothing. */
    public int passing() {
        return add(Automaton.NONE, Automaton.NONE);
    }

    /** Changes nothing; where it is legal the model has to say. */
    int looking() {
        acting++;
        return add(LOOKING, Automaton.NONE);
    }

    /** Only the model can say what it does. */
    int acting() {
        acting++;
        return add(ACTING, Automaton.NONE);
    }

    private int add(int source, int target) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
        }
        from[size] = source;
        to[size] = target;
        return size++;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** How much memory they take. */
    long bytes() {
        return 2L * Integer.BYTES * from.length;
    }

    public Shape shape(int kind) {
        return switch (from[kind]) {
            case ACTING -> Shape.ACTS;
            case LOOKING -> Shape.LOOKS;
            case Automaton.NONE -> to[kind] == Automaton.NONE ? Shape.PASSES : Shape.SETS;
            default -> to[kind] == Automaton.NONE ? Shape.OBSERVES : Shape.MOVES;
        };
    }

    /** Whether {@code kind} always leads to the same state, from every other. */
    boolean sets(int kind) {
        return from[kind] == Automaton.NONE && to[kind] != Automaton.NONE;
    }

    /** Whether {@code kind} can change the state. */
    boolean changes(int kind) {
        return to[kind] != Automaton.NONE || from[kind] == ACTING;
    }

    /** The only state in which {@code kind} is legal, or {@link Automaton#NONE}. */
    public int from(int kind) {
        return Math.max(from[kind], Automaton.NONE);
    }

    /** The only state to which {@code kind} can change another, or {@link Automaton#NONE}. */
    public int to(int kind) {
        return to[kind];
    }

    /** Whether only the model can say what {@code kind} does, or where. */
    boolean asks(int kind) {
        return from[kind] < Automaton.NONE;
    }

    /** Whether the model need never be asked. */
    boolean isPlain() {
        return acting == 0;
    }
}
