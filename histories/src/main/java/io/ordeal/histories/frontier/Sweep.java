package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Frontier.Checkpoint;
import io.ordeal.histories.frontier.Frontier.Milestone;
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
    /** Where others may come to later; never forgotten. */
    private final List<Checkpoint> marks = new ArrayList<>();

    private int position;

    private Sweep(Encoding<?> encoding, Approach approach, Meter meter) throws SpentException {
        this(
                encoding,
                encoding.automaton().isPlain() && approach.prunings().lookAhead()
                        ? Optional.of(new Foresight(encoding.automaton(), encoding.columns(), meter))
                        : Optional.empty(),
                approach,
                meter);
    }

    private Sweep(Encoding<?> encoding, Optional<Foresight> foresight, Approach approach, Meter meter) {
        this.encoding = encoding;
        this.columns = encoding.columns();
        this.meter = meter;
        this.foresight = foresight;
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

    /**
     * Of the same history, but from {@code start} on, whatever may have come about by then: any state, any of the pending
     * operations in effect or not. Only for histories without operations of unknown outcome.
     */
    Sweep ahead(int start, Approach approach, Meter other) throws SpentException {
        var sweep = new Sweep(encoding, foresight.map(future -> future.from(start)), approach, other);
        for (int operation = 0; operation < columns.size() && columns.invoked(operation) < start; operation++) {
            other.step(operation);
            if (columns.returned(operation) >= start) {
                sweep.open(operation);
            }
        }
        for (int state = 0; state < encoding.automaton().states(); state++) {
            sweep.frontier.start(state);
        }
        sweep.position = start;
        return sweep;
    }

    /** Whether it is certain of all operations that they take effect, and the model is never asked. */
    boolean isCertain() {
        return foresight.isPresent() && foresight.get().isCertain();
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
                settle();
            }
        }
        return true;
    }

    private void settle() {
        var kept = new ArrayList<Checkpoint>(checkpoints);
        kept.addAll(marks);
        frontier.settle(kept);
    }

    private void invoke(int operation) throws SpentException {
        foresight.ifPresent(future -> future.pass(operation));
        if (columns.isCertain(operation)) {
            open(operation);
        } else if (foresight.isEmpty() || !foresight.get().isUseless(operation)) {
            frontier.crash(columns.kind(operation));
        }
    }

    private void open(int operation) throws SpentException {
        if (!frontier.hasRoom()) {
            throw new SpentException("more than " + Window.SLOTS + " operations are pending at once");
        }
        frontier.invoke(operation, columns.kind(operation), columns.returned(operation));
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

    /** Remembers where it is, for those who come after. */
    void mark() {
        marks.add(frontier.checkpoint(position));
    }

    /** Where one was at {@link #mark}s, who is number {@code at} now. */
    List<Milestone> milestones(int at) {
        return frontier.milestones(marks, at);
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
        return witness(uses(0), position);
    }

    /** How number {@code at} came about. */
    Uses uses(int at) {
        return frontier.uses(frontier.configurations(), at);
    }

    /** An explanation of all that returned before {@code end}, for which {@code uses} are used. */
    int[] witness(Uses uses, int end) throws SpentException {
        long bytes = Witness.BYTES_PER_OPERATION * columns.size();
        meter.claims(bytes);
        int[] order = new Witness(encoding.automaton(), columns, uses, end, meter).order();
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
                attempts.add(witness(frontier.uses(last, i), position));
            }
        } catch (SpentException _) {
            return attempts;
        }
        return attempts;
    }
}
