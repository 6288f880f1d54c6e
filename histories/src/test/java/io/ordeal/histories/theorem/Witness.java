package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import java.util.BitSet;
import java.util.Optional;

/** Whether an order is a linearization. */
final class Witness {

    private Witness() {}

    /** What is wrong with it, if anything is. */
    static Optional<String> complaint(Encoding<?> encoding, int[] order) {
        Automaton<?> automaton = encoding.automaton();
        Columns columns = encoding.columns();
        var placed = new BitSet();
        int state = automaton.initial();
        int latest = -1;
        for (int operation : order) {
            if (placed.get(operation)) {
                return Optional.of(operation + " comes twice");
            }
            placed.set(operation);
            state = automaton.next(state, columns.kind(operation));
            if (state == Automaton.ILLEGAL) {
                return Optional.of(operation + " is illegal");
            }
            if (columns.returned(operation) < latest) {
                return Optional.of(operation + " had returned when one before it was invoked");
            }
            latest = Math.max(latest, columns.invoked(operation));
        }
        for (int operation = 0; operation < columns.size(); operation++) {
            if (columns.isCertain(operation) && !placed.get(operation)) {
                return Optional.of(operation + " is missing");
            }
        }
        return Optional.empty();
    }
}
