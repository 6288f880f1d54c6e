package io.ordeal.histories.theorem;

import static io.ordeal.histories.encode.Automaton.NONE;
import static io.ordeal.histories.encode.Columns.NEVER;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Contradiction.Rivals;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import java.util.Arrays;
import java.util.Optional;

/**
 * What became of each value of a register, if none is set twice: who set it, who saw it, and who moved on from it.
 * Needs 20 bytes a state.
 */
final class Lives {

    static final long BYTES_PER_STATE = 5L * Integer.BYTES;

    final Automaton<?> automaton;
    final Columns columns;
    final Patience patience;

    /** The operation that leads to a state, or none. */
    final int[] producer;
    /** The operation that moves on from a state and certainly did so, or did if all can be explained; or none. */
    final int[] successor;
    /** Where the first observer of a state returned; never where there is none. */
    final int[] firstReturn;
    /** Where the last observer of a state was invoked; before the beginning where there is none. */
    final int[] lastInvocation;
    /** How many saw a state. */
    final int[] observers;

    Lives(Encoding<?> encoding, Patience patience) {
        this.automaton = encoding.automaton();
        this.columns = encoding.columns();
        this.patience = patience;
        int states = automaton.states();
        this.producer = filled(states, NONE);
        this.successor = filled(states, NONE);
        this.firstReturn = filled(states, NEVER);
        this.lastInvocation = filled(states, -1);
        this.observers = new int[states];
    }

    private static int[] filled(int size, int value) {
        int[] all = new int[size];
        Arrays.fill(all, value);
        return all;
    }

    /** Whether no value is set twice, nor the initial one at all. */
    boolean areUnique() {
        for (int operation = 0; operation < columns.size(); operation++) {
            patience.step(operation);
            int kind = columns.kind(operation);
            int source = automaton.from(kind);
            int target = automaton.to(kind);
            if (target != NONE) {
                if (target == automaton.initial() || producer[target] != NONE) {
                    return false;
                }
                producer[target] = operation;
            } else if (source != NONE && columns.isCertain(operation)) {
                observe(source, operation);
            }
        }
        return true;
    }

    private void observe(int state, int operation) {
        firstReturn[state] = Math.min(firstReturn[state], columns.returned(operation));
        lastInvocation[state] = columns.invoked(operation);
        observers[state]++;
    }

    /** Links each value with the one that a compare-and-set made of it. */
    Optional<Contradiction> link() {
        for (int state = 0; state < producer.length; state++) {
            patience.step(state);
            if (isSeen(state) || (producer[state] != NONE && columns.isCertain(producer[state]))) {
                Optional<Contradiction> contradiction = linkBack(state);
                if (contradiction.isPresent()) {
                    return contradiction;
                }
            }
        }
        return Optional.empty();
    }

    /** The register had {@code state}, hence also what its producer expects, and so on. */
    private Optional<Contradiction> linkBack(int state) {
        for (int value = state; value != automaton.initial(); ) {
            patience.step();
            int maker = producer[value];
            if (maker == NONE) {
                return Optional.of(new Unwritten(someUser(value)));
            }
            int source = automaton.from(columns.kind(maker));
            if (source == NONE || successor[source] == maker) {
                return Optional.empty();
            }
            if (successor[source] != NONE) {
                return Optional.of(new Rivals(successor[source], maker));
            }
            successor[source] = maker;
            value = source;
        }
        return Optional.empty();
    }

    private boolean isSeen(int state) {
        return observers[state] != 0;
    }

    private int someUser(int state) {
        return isSeen(state) ? columns.operationAt(firstReturn[state]) : successor[state];
    }

    /** Whether the register ever had {@code state}, if all can be explained. To be asked once all are linked. */
    boolean isReal(int state) {
        return isSeen(state)
                || successor[state] != NONE
                || state == automaton.initial()
                || (producer[state] != NONE && columns.isCertain(producer[state]));
    }
}
