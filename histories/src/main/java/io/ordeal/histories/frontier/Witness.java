package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import java.util.Arrays;

/**
 * An explanation in full, from the operations that really changed the state. Whatever else had to be placed left no
 * trace: it was put where it changed nothing, or right before one that sets the state.
 */
final class Witness {

    static final long BYTES_PER_OPERATION = 3L * Integer.BYTES;

    private static final int NOT_PLACED = -1;
    /** In the room between two operations that were used: what is absorbed by one, that one, and what is idle after it. */
    private static final int ABSORBED = 0;

    private static final int USED = 1;
    private static final int IDLE = 2;
    private static final int ROOMS = 3;

    private final Automaton<?> automaton;
    private final Columns columns;
    private final Uses uses;
    private final int end;
    private final Window window;
    private final int[] places;
    private final Unclaimed unclaimed;
    private final Meter meter;
    private int state;
    private int count;

    /**
     * @param uses in order
     * @param end the position up to which operations that return have to be in it
     */
    Witness(Automaton<?> automaton, Columns columns, Uses uses, int end, Meter meter) throws SpentException {
        meter.look();
        this.automaton = automaton;
        this.columns = columns;
        this.uses = uses;
        this.end = end;
        this.meter = meter;
        this.window = new Window(automaton);
        this.places = new int[columns.size()];
        this.unclaimed = new Unclaimed(columns, end);
        this.state = automaton.initial();
        Arrays.fill(places, NOT_PLACED);
    }

    /** The operations in order. */
    int[] order() throws SpentException {
        for (int position = 0; position < end; position++) {
            meter.step(position);
            int operation = columns.operationAt(position);
            if (columns.isReturn(position)) {
                useUntil(position);
                window.close(window.bit(operation));
            } else if (columns.isCertain(operation)) {
                long bit = window.open(operation, columns.kind(operation), columns.returned(operation));
                place(window.idle(state) & bit, IDLE);
            }
        }
        leaveOutIdle();
        return sorted();
    }

    /** What is still pending and left no trace may as well not have taken effect yet. */
    private void leaveOutIdle() {
        for (long rest = window.pending(); rest != 0; rest &= rest - 1) {
            int operation = window.operation(rest & -rest);
            if (places[operation] % ROOMS != USED) {
                places[operation] = NOT_PLACED;
            }
        }
    }

    private void useUntil(int position) {
        while (count < uses.size() && uses.position(count) <= position) {
            int use = uses.use(count++);
            int operation = use >= 0 ? use : unclaimed.claim(~use);
            int kind = columns.kind(operation);
            if (automaton.sets(kind)) {
                place(window.setters(), ABSORBED);
            }
            places[operation] = count * ROOMS + USED;
            state = automaton.next(state, kind);
            place(window.idle(state), IDLE);
        }
    }

    private void place(long bits, int room) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int operation = window.operation(rest & -rest);
            if (places[operation] == NOT_PLACED) {
                places[operation] = count * ROOMS + room;
            }
        }
    }

    /** By place; those in the same room in the order of invocation. */
    private int[] sorted() throws SpentException {
        int[] starts = new int[(count + 1) * ROOMS + 1];
        for (int place : places) {
            if (place != NOT_PLACED) {
                starts[place + 1]++;
            }
        }
        meter.look();
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] order = new int[starts[starts.length - 1]];
        for (int operation = 0; operation < places.length; operation++) {
            meter.step(operation);
            if (places[operation] != NOT_PLACED) {
                order[starts[places[operation]]++] = operation;
            }
        }
        return order;
    }
}
