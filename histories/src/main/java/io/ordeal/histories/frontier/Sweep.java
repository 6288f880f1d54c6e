package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through a history with a frontier. */
final class Sweep {

    private final Encoding<?> encoding;
    private final Columns columns;
    private final Optional<Foresight> foresight;
    private final Frontier frontier;
    private int position;

    private Sweep(Encoding<?> encoding, Approach approach, Meter meter) {
        this.encoding = encoding;
        this.columns = encoding.columns();
        this.foresight = encoding.automaton().isPlain() && approach.prunings().lookAhead()
                ? Optional.of(new Foresight(encoding.automaton(), columns))
                : Optional.empty();
        this.frontier = new Frontier(encoding.automaton(), foresight, approach, meter);
    }

    /** From the beginning. */
    static Sweep over(Encoding<?> encoding, Approach approach, Meter meter) {
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

    /** Goes on to the end, or to the first return without an explanation; whether it came to the end. */
    boolean run() throws SpentException {
        return runTo(columns.positions());
    }

    /** The same, but no further than before {@code end}. */
    boolean runTo(int end) throws SpentException {
        for (; position < end; position++) {
            int operation = columns.operationAt(position);
            if (columns.isReturn(position)) {
                if (!frontier.complete(operation, position)) {
                    return false;
                }
                continue;
            }
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
        return true;
    }

    /** The position that comes next: that of the return without explanation, if there was one. */
    int position() {
        return position;
    }

    Frontier frontier() {
        return frontier;
    }

    /** An explanation of all that has returned. */
    int[] witness() {
        return witness(frontier.configurations(), 0);
    }

    private int[] witness(Configurations configurations, int at) {
        return new Witness(encoding.automaton(), columns, frontier.uses(configurations, at), position).order();
    }

    /** Explanations of all that returned before the return without explanation: at most {@code limit}. */
    List<int[]> attempts(int limit) {
        var attempts = new ArrayList<int[]>();
        Configurations last = frontier.last();
        for (int i = 0; i < last.size() && i < limit; i++) {
            attempts.add(witness(last, i));
        }
        return attempts;
    }
}
