package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.theorem.Contradiction.Illegal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The states that an object goes through, if ranked operations take effect in their order. */
final class Course<S> {

    /** The states are objects of the model. */
    static final long BYTES_PER_OPERATION = 5L * Integer.BYTES + 64;

    /** How many uncertain operations are tried at most, to make one legal. */
    private static final int TRIES = 256;

    private final Columns columns;
    private final Automaton<S> automaton;
    private final Patience patience;
    private final int[] ranked;
    private final int[] uncertain;
    /** Before which of the uncertain ones to go on looking, counted from 1: those between were used. */
    private final int[] earlier;

    private final int[] order;
    /** By place in {@link #order}: the state before; and at last, the one after all. */
    private final List<S> states = new ArrayList<>();

    private int length;

    Course(Encoding<S> encoding, Ranking ranking, Patience patience) {
        this.columns = encoding.columns();
        this.automaton = encoding.automaton();
        this.patience = patience;
        this.ranked = ranking.ranked();
        this.uncertain = ranking.uncertain();
        this.earlier = new int[uncertain.length + 1];
        for (int i = 1; i < earlier.length; i++) {
            earlier[i] = i;
        }
        this.order = new int[ranked.length + uncertain.length];
        states.add(automaton.state(automaton.initial()));
    }

    /** Gives the first operation that is illegal whatever was tried. */
    Optional<Illegal> run() {
        int[] deadlines = deadlines();
        int available = 0;
        for (int i = 0; i < ranked.length; i++) {
            patience.step(i);
            while (available < uncertain.length && columns.invoked(uncertain[available]) < deadlines[i]) {
                available++;
            }
            if (!go(ranked[i]) && !(goBy(available, ranked[i]) && go(ranked[i]))) {
                return Optional.of(illegal(ranked[i]));
            }
        }
        return Optional.empty();
    }

    /** Where the first returns of each ranked operation and those after it. */
    private int[] deadlines() {
        int[] deadlines = new int[ranked.length];
        int first = Columns.NEVER;
        for (int i = ranked.length - 1; i >= 0; i--) {
            first = Math.min(first, columns.returned(ranked[i]));
            deadlines[i] = first;
        }
        return deadlines;
    }

    private boolean go(int operation) {
        Optional<S> after = transition(operation).from(states.getLast());
        if (after.isEmpty()) {
            return false;
        }
        order[length++] = operation;
        states.add(after.get());
        return true;
    }

    private Transition<S> transition(int operation) {
        return automaton.transition(columns.kind(operation));
    }

    /** Goes by an uncertain operation after which {@code operation} is legal, one of the first {@code available}. */
    private boolean goBy(int available, int operation) {
        int tries = 0;
        for (int at = unused(available); at > 0 && tries < TRIES; at = unused(at - 1)) {
            Optional<S> between = transition(uncertain[at - 1]).from(states.getLast());
            if (between.isPresent() && transition(operation).from(between.get()).isPresent()) {
                earlier[at] = at - 1;
                return go(uncertain[at - 1]);
            }
            patience.step();
            tries++;
        }
        return false;
    }

    /** The last of the first {@code available} that was not used, counted from 1; or 0. */
    private int unused(int available) {
        int last = available;
        while (earlier[last] != last) {
            earlier[last] = earlier[earlier[last]];
            last = earlier[last];
        }
        return last;
    }

    private Illegal illegal(int operation) {
        return new Illegal(operation, length == 0 ? OptionalInt.empty() : OptionalInt.of(order[length - 1]));
    }

    /** Whether nothing uncertain can come before an operation that returned at {@code end}. */
    boolean isForced(int end) {
        return uncertain.length == 0 || columns.invoked(uncertain[0]) > end;
    }

    /** How many operations there are in the order. */
    int length() {
        return length;
    }

    /** The operations so far. */
    int[] order() {
        return Arrays.copyOf(order, length);
    }

    /** The operation at {@code place} in the order. */
    int at(int place) {
        return order[place];
    }

    /** Whether {@code operation} is legal before the operation at {@code place}; or after all of them. */
    boolean admits(int operation, int place) {
        return transition(operation).from(states.get(place)).isPresent();
    }
}
