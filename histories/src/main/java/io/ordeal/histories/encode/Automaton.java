package io.ordeal.histories.encode;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Nature;
import io.ordeal.histories.model.Transition;
import java.util.Optional;
import java.util.function.IntFunction;

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

    /** About what a state or a transition takes that is not large: some objects, and its place among the others. */
    private static final long OBJECT = 64;

    private final Model<S> model;
    private final Interned<S> states;
    private final Interned<Transition<S>> transitions;
    private final Kinds kinds;
    private final Successors successors = new Successors();

    public Automaton(Model<S> model) {
        this.model = model;
        this.states = new Interned<>();
        this.transitions = new Interned<>();
        this.kinds = new Kinds();
        state(model.initial());
    }

    /**
     * One that is known beforehand, without an object for each state and transition: they are made when somebody asks.
     *
     * @param kinds what is known of the transitions, and how many there are
     * @param transition the one with a number: others for other numbers, and always the same for the same
     * @param stateCount how many states there are
     * @param state likewise; 0 is the initial one
     */
    public Automaton(
            Model<S> model, Kinds kinds, IntFunction<Transition<S>> transition, int stateCount, IntFunction<S> state) {
        this.model = model;
        this.states = new Interned<>(stateCount, state);
        this.transitions = new Interned<>(kinds.size(), transition);
        this.kinds = kinds;
    }

    /** About how much memory it takes, if its states and transitions are small. */
    public long bytes() {
        return states.bytes()
                + transitions.bytes()
                + OBJECT * (states.made() + transitions.made())
                + kinds.bytes()
                + successors.bytes();
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
        return transitions.get(kind);
    }

    /** The number of a state, a new one if it has none. */
    public int state(S state) {
        return states.number(state);
    }

    /** The number of a transition, a new one if it has none. */
    public int kind(Transition<S> transition) {
        int kind = transitions.number(transition);
        if (kind == kinds.size()) {
            describe(transition.nature());
        }
        return kind;
    }

    private void describe(Nature<S> nature) {
        switch (nature) {
            case Nature.Observes<S>(S state) -> kinds.observing(state(state));
            case Nature.Sets<S>(S state) -> kinds.setting(state(state));
            case Nature.Moves<S>(S old, S state) when old.equals(state) -> kinds.observing(state(old));
            case Nature.Moves<S>(S old, S state) -> kinds.moving(state(old), state(state));
            case Nature.Passes<S>() -> kinds.passing();
            case Nature.Looks<S>() -> kinds.looking();
            case Nature.Acts<S>() -> kinds.acting();
        }
    }

    public Shape shape(int kind) {
        return kinds.shape(kind);
    }

    /** Whether {@code kind} is legal everywhere, and always leads to the same state. */
    public boolean sets(int kind) {
        return kinds.sets(kind);
    }

    /** Whether {@code kind} can change the state. */
    public boolean changes(int kind) {
        return kinds.changes(kind);
    }

    /** The only state in which {@code kind} is legal; {@link #NONE} where that cannot be said. */
    public int from(int kind) {
        return kinds.from(kind);
    }

    /** The only state to which {@code kind} can change another; {@link #NONE} where that cannot be said. */
    public int to(int kind) {
        return kinds.to(kind);
    }

    /** Whether no kind looks or acts: then the model is never asked. */
    public boolean isPlain() {
        return kinds.isPlain();
    }

    /** Where {@code kind} leads from {@code state}, or {@link #ILLEGAL}. */
    public int next(int state, int kind) {
        if (kinds.asks(kind)) {
            return asked(state, kind);
        }
        int source = kinds.from(kind);
        if (source != NONE && source != state) {
            return ILLEGAL;
        }
        int target = kinds.to(kind);
        return target == NONE ? state : target;
    }

    private int asked(int state, int kind) {
        int known = successors.get(state, kind);
        if (known != Successors.UNKNOWN) {
            return known;
        }
        Optional<S> after = transitions.get(kind).from(states.get(state));
        int next = after.isPresent() ? state(after.get()) : ILLEGAL;
        if (shape(kind) == Shape.LOOKS && next != ILLEGAL && next != state) {
            throw new IllegalStateException("model " + model.name() + " contradicts itself: " + transitions.get(kind)
                    + " is said to change nothing, but leads from " + states.get(state) + " to " + states.get(next));
        }
        successors.put(state, kind, next);
        return next;
    }
}
