package io.ordeal.histories.encode;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Nature;
import io.ordeal.histories.model.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as a machine over small numbers: states, and kinds of operation, each counted from 0 as they turn up. What
 * observes, sets or moves costs a comparison; the model is asked once for every other pair of kind and state.
 *
 * <p>Not for several threads.
 */
public final class Automaton<S> {

    /** In place of a state: the operation is illegal. */
    public static final int ILLEGAL = -1;

    /** In place of a state: none in particular. */
    public static final int NONE = -1;

    /** What {@link Nature} says of a kind. */
    public enum Shape {
        OBSERVES,
        SETS,
        MOVES,
        PASSES,
        LOOKS,
        ACTS;

        /** Whether such a kind can change the state. */
        public boolean changes() {
            return switch (this) {
                case OBSERVES, PASSES, LOOKS -> false;
                case SETS, MOVES, ACTS -> true;
            };
        }
    }

    private static final int ROOM = 16;

    private final Model<S> model;
    private final Map<S, Integer> numbers = new HashMap<>();
    private final List<S> states = new ArrayList<>();
    private final Map<Transition<S>, Integer> kindNumbers = new HashMap<>();
    private final List<Transition<S>> kinds = new ArrayList<>();
    private final Successors successors = new Successors();
    private Shape[] shapes = new Shape[ROOM];
    private int[] from = new int[ROOM];
    private int[] to = new int[ROOM];
    private int acting;

    public Automaton(Model<S> model) {
        this.model = model;
        state(model.initial());
    }

    /** The state before any operation. */
    public int initial() {
        return 0;
    }

    public Model<S> model() {
        return model;
    }

    /** How many states are known. */
    public int states() {
        return states.size();
    }

    /** How many kinds are known. */
    public int kinds() {
        return kinds.size();
    }

    public S state(int number) {
        return states.get(number);
    }

    public Transition<S> transition(int kind) {
        return kinds.get(kind);
    }

    /** The number of a state, a new one if it has none. */
    public int state(S state) {
        Integer known = numbers.putIfAbsent(state, states.size());
        if (known != null) {
            return known;
        }
        states.add(state);
        return states.size() - 1;
    }

    /** The number of a transition, a new one if it has none. */
    public int kind(Transition<S> transition) {
        Integer known = kindNumbers.putIfAbsent(transition, kinds.size());
        if (known != null) {
            return known;
        }
        int kind = kinds.size();
        kinds.add(transition);
        if (kind == from.length) {
            shapes = Arrays.copyOf(shapes, 2 * kind);
            from = Arrays.copyOf(from, 2 * kind);
            to = Arrays.copyOf(to, 2 * kind);
        }
        describe(kind, transition.nature());
        return kind;
    }

    private void describe(int kind, Nature<S> nature) {
        switch (nature) {
            case Nature.Observes<S>(S state) -> describe(kind, Shape.OBSERVES, state(state), NONE);
            case Nature.Sets<S>(S state) -> describe(kind, Shape.SETS, NONE, state(state));
            case Nature.Moves<S>(S old, S state)
            when old.equals(state) -> describe(kind, Shape.OBSERVES, state(old), NONE);
            case Nature.Moves<S>(S old, S state) -> describe(kind, Shape.MOVES, state(old), state(state));
            case Nature.Passes<S>() -> describe(kind, Shape.PASSES, NONE, NONE);
            case Nature.Looks<S>() -> describe(kind, Shape.LOOKS, NONE, NONE);
            case Nature.Acts<S>() -> describe(kind, Shape.ACTS, NONE, NONE);
        }
        acting += shapes[kind] == Shape.LOOKS || shapes[kind] == Shape.ACTS ? 1 : 0;
    }

    private void describe(int kind, Shape shape, int source, int target) {
        shapes[kind] = shape;
        from[kind] = source;
        to[kind] = target;
    }

    public Shape shape(int kind) {
        return shapes[kind];
    }

    /** The only state in which {@code kind} is legal; {@link #NONE} where that cannot be said. */
    public int from(int kind) {
        return from[kind];
    }

    /** The only state to which {@code kind} can change another; {@link #NONE} where that cannot be said. */
    public int to(int kind) {
        return to[kind];
    }

    /** Whether no kind looks or acts: then the model is never asked. */
    public boolean isPlain() {
        return acting == 0;
    }

    /** Where {@code kind} leads from {@code state}, or {@link #ILLEGAL}. */
    public int next(int state, int kind) {
        return switch (shapes[kind]) {
            case OBSERVES -> state == from[kind] ? state : ILLEGAL;
            case SETS -> to[kind];
            case MOVES -> state == from[kind] ? to[kind] : ILLEGAL;
            case PASSES -> state;
            case LOOKS, ACTS -> asked(state, kind);
        };
    }

    private int asked(int state, int kind) {
        int known = successors.get(state, kind);
        if (known != Successors.UNKNOWN) {
            return known;
        }
        Optional<S> after = kinds.get(kind).from(states.get(state));
        int next = after.isPresent() ? state(after.get()) : ILLEGAL;
        if (shapes[kind] == Shape.LOOKS && next != ILLEGAL && next != state) {
            throw new IllegalStateException("model " + model.name() + " contradicts itself: " + kinds.get(kind)
                    + " is said to change nothing, but leads from " + states.get(state) + " to " + states.get(next));
        }
        successors.put(state, kind, next);
        return next;
    }
}
