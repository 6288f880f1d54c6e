package io.ordeal.histories.encode;

import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes down the operations of one object, as they come, and turns them into numbers. Left out in the end are those
 * that failed, and of those of unknown outcome, whatever helps no explanation.
 */
public final class Encoder<S> {

    private static final int OPEN = -1;
    private static final int FAILED = -2;

    private final Automaton<S> automaton;
    private final Model<S> model;
    private final Notes notes = new Notes();
    private final Numbers kinds = new Numbers();
    /** Whether each operation certainly took effect. */
    private final BitSet certain = new BitSet();
    /** Twice the number of an operation for its invocation, and one more for its completion. */
    private final Numbers events = new Numbers();

    public Encoder(Model<S> model) {
        this.model = model;
        this.automaton = new Automaton<>(model);
    }

    /**
     * An operation begins.
     *
     * @return its number among those that began
     */
    public int invoke(Invocation invocation) {
        int operation = notes.begin(invocation);
        kinds.add(OPEN);
        events.add(operation << 1);
        return operation;
    }

    /**
     * An operation ends. One that never does is of unknown outcome.
     *
     * @throws MisfitException where the model does not know the operation
     */
    public void complete(int operation, Completion completion) {
        notes.end(operation, completion);
        switch (completion.outcome()) {
            case OK -> {
                certain.set(operation);
                kinds.set(operation, kind(operation));
                events.add(operation << 1 | 1);
            }
            case FAIL -> kinds.set(operation, FAILED);
            case INFO -> kinds.set(operation, kind(operation));
        }
    }

    private int kind(int number) {
        Operation operation = notes.operation(number);
        try {
            return automaton.kind(
                    operation.outcome() == Outcome.OK
                            ? model.certain(operation.f(), operation.argument(), operation.result())
                            : model.possible(operation.f(), operation.argument()));
        } catch (MisfitException misfit) {
            throw new MisfitException("event " + operation.invocation().index() + ": " + misfit.getMessage(), misfit);
        }
    }

    /**
     * All that was taken down. To be called once, at the end.
     *
     * @throws MisfitException where the model does not know an operation
     */
    public Encoding<S> encoding() {
        for (int operation = 0; operation < kinds.size(); operation++) {
            if (kinds.get(operation) == OPEN) {
                kinds.set(operation, kind(operation));
            }
        }
        BitSet dispensable = dispensable();
        int[] numbers = new int[kinds.size()];
        var origin = new Numbers();
        var columns = new Columns();
        for (int i = 0; i < events.size(); i++) {
            int operation = events.get(i) >> 1;
            if ((events.get(i) & 1) != 0) {
                columns.complete(numbers[operation]);
            } else if (certain.get(operation)
                    || (kinds.get(operation) != FAILED && !dispensable.get(kinds.get(operation)))) {
                numbers[operation] = columns.invoke(kinds.get(operation));
                origin.add(operation);
            }
        }
        return new Encoding<>(automaton, columns, number -> notes.operation(origin.get(number)));
    }

    /** Kinds of operations of unknown outcome that help nobody. */
    private BitSet dispensable() {
        var sure = new BitSet();
        var unsure = new BitSet();
        for (int operation = 0; operation < kinds.size(); operation++) {
            if (kinds.get(operation) != FAILED) {
                (certain.get(operation) ? sure : unsure).set(kinds.get(operation));
            }
        }
        int[] possible = unsure.stream().toArray();
        BitSet useless = model.dispensable(transitions(sure), transitions(unsure));
        var dispensable = new BitSet();
        for (int i = 0; i < possible.length; i++) {
            dispensable.set(
                    possible[i], useless.get(i) || !automaton.shape(possible[i]).changes());
        }
        return dispensable;
    }

    private List<Transition<S>> transitions(BitSet which) {
        var transitions = new ArrayList<Transition<S>>();
        which.stream().forEach(kind -> transitions.add(automaton.transition(kind)));
        return transitions;
    }
}
