package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Frontier.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through a history with a frontier. */
final class Sweep {

    private final Encoding<?> encoding;
    private final Columns columns;
    private final Optional<Foresight> foresight;
    private final Frontier frontier;
    private final Meter meter;
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private int position;

    private Sweep(Encoding<?> encoding, Approach approach, Meter meter) throws SpentException {
        this.encoding = encoding;
        this.columns = encoding.columns();
        this.meter = meter;
        this.foresight = encoding.automaton().isPlain() && approach.prunings().lookAhead()
                ? Optional.of(new Foresight(encoding.automaton(), columns, meter))
                : Optional.empty();
        this.frontier = new Frontier(encoding.automaton(), foresight, approach, meter);
    }

    /** From the beginning. */
    static Sweep over(Encoding<?> encoding, Approach approach, Meter meter) throws SpentException {
        var sweep = new Sweep(encoding, approach, meter);
        sweep.frontier.start(encoding.automaton().initial());
        return sweep;
    }

    /**
     * From {@code start}, before which there are only invocations, whatever may have come about by then: any of {@code
     * states}, any of the pending operations in effect or not.
     */
    static Sweep fromAnywhere(Encoding<?> encoding, int start, int[] states, Approach approach, Meter meter)
            throws SpentException {
        var sweep = new Sweep(encoding, approach, meter);
        sweep.runTo(start);
        for (int state : states) {
            sweep.frontier.start(state);
        }
        return sweep;
    }

    /** Goes on in another way. */
    void use(Approach other) {
        frontier.use(other);
    }

    /** Goes on to the end, or to the first return without an explanation; whether it came to the end. */
    boolean run() throws SpentException {
        return runTo(columns.positions());
    }

    /** The same, but no further than before {@code end}. */
    boolean runTo(int end) throws SpentException {
        int stop = Math.min(end, columns.positions());
        for (; position < stop; position++) {
            meter.step(position);
            int operation = columns.operationAt(position);
            if (!columns.isReturn(position)) {
                invoke(operation);
            } else if (!frontier.complete(operation, position)) {
                return false;
            } else if (frontier.isFull()) {
                frontier.settle(checkpoints);
            }
        }
        return true;
    }

    private void invoke(int operation) throws SpentException {
        foresight.ifPresent(future -> future.pass(operation));
        if (columns.isCertain(operation)) {
            if (!frontier.hasRoom()) {
                throw new SpentException("more than " + Window.SLOTS + " operations are pending at once");
            }
            frontier.invoke(operation, columns.kind(operation), columns.returned(operation));
        } else if (foresight.isEmpty() || !foresight.get().isUseless(operation)) {
            frontier.crash(columns.kind(operation));
        }
    }

    /** Whether it is at the end. */
    boolean isOver() {
        return position == end();
    }

    /** The position after the last. */
    int end() {
        return columns.positions();
    }

    /** The position that comes next: that of the return without explanation, if there was one. */
    int position() {
        return position;
    }

    Frontier frontier() {
        return frontier;
    }

    /** Notes where it is, and forgets the first of the earlier notes if there are more than {@code limit}. */
    void note(int limit) {
        checkpoints.add(frontier.checkpoint(position));
        if (checkpoints.size() > limit) {
            checkpoints.removeFirst();
        }
    }

    /** Goes back to the last note at or before {@code target}, or the first one; whether there is one. */
    boolean goBack(int target) {
        if (checkpoints.isEmpty()) {
            return false;
        }
        while (checkpoints.size() > 1 && checkpoints.getLast().position() > target) {
            checkpoints.removeLast();
        }
        Checkpoint checkpoint = checkpoints.getLast();
        if (checkpoint.position() > position) {
            throw new IllegalArgumentException("no note before " + position);
        }
        foresight.ifPresent(future -> {
            for (int at = position - 1; at >= checkpoint.position(); at--) {
                if (!columns.isReturn(at)) {
                    future.takeBack(columns.operationAt(at));
                }
            }
        });
        position = checkpoint.position();
        frontier.restore(checkpoint);
        return true;
    }

    /** An explanation of all that has returned. */
    int[] witness() throws SpentException {
        return witness(frontier.configurations(), 0);
    }

    private int[] witness(Configurations configurations, int at) throws SpentException {
        long bytes = Witness.BYTES_PER_OPERATION * columns.size();
        meter.claims(bytes);
        int[] order =
                new Witness(encoding.automaton(), columns, frontier.uses(configurations, at), position, meter).order();
        meter.claims((long) Integer.BYTES * order.length - bytes);
        return order;
    }

    /** Explanations of all that returned before the return without explanation: at most {@code limit}, as can be had. */
    List<int[]> attempts(int limit) {
        var attempts = new ArrayList<int[]>();
        Configurations last = frontier.last();
        try {
            long enough = 2 * Witness.BYTES_PER_OPERATION * columns.size();
            for (int i = 0; i < last.size() && i < limit && meter.left() > enough; i++) {
                attempts.add(witness(last, i));
            }
        } catch (SpentException _) {
            return attempts;
        }
        return attempts;
    }
}
