package io.ordeal.histories.porcupine;

import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What a search has to solve: place every certain operation, and any of the possible ones that help. Operations that
 * failed never happened, and those that no explanation needs are left out from the start.
 *
 * <p>Operations go by number: the certain ones first, then the possible ones, each in the order of invocation.
 */
public final class Problem<S> {

    private final Model<S> model;
    private final List<Task<S>> tasks;
    private final int certain;
    private final int[] returns;

    /** An operation together with what it does. */
    public record Task<S>(Operation operation, Transition<S> transition) {
        /** Where it began: the index of an event. */
        public long invokedAt() {
            return operation.invocation().index();
        }

        /** Where a certain operation ended; never, for others. */
        public long returnedAt() {
            return operation.outcome() == Outcome.OK
                    ? operation.completion().map(Completion::index).orElseThrow()
                    : Long.MAX_VALUE;
        }
    }

    /** Both lists in the order of invocation. */
    public Problem(Model<S> model, List<Task<S>> certain, List<Task<S>> possible) {
        this.model = model;
        this.certain = certain.size();
        this.tasks = new ArrayList<>(certain);
        BitSet dispensable = model.dispensable(transitions(certain), transitions(possible));
        for (int i = 0; i < possible.size(); i++) {
            if (!dispensable.get(i)) {
                tasks.add(possible.get(i));
            }
        }
        this.returns = inOrderOfReturn(certain);
    }

    /** @throws MisfitException where {@code model} does not know an operation */
    public static <S> Problem<S> of(Model<S> model, List<Operation> operations) {
        var certain = new ArrayList<Task<S>>();
        var possible = new ArrayList<Task<S>>();
        for (Operation operation : operations) {
            switch (operation.outcome()) {
                case OK -> certain.add(task(model, operation));
                case INFO -> possible.add(task(model, operation));
                case FAIL -> {}
            }
        }
        return new Problem<>(model, certain, possible);
    }

    /** @throws MisfitException where {@code model} does not know {@code operation} */
    public static <S> Task<S> task(Model<S> model, Operation operation) {
        try {
            return new Task<>(
                    operation,
                    operation.outcome() == Outcome.OK
                            ? model.certain(operation.f(), operation.argument(), operation.result())
                            : model.possible(operation.f(), operation.argument()));
        } catch (MisfitException misfit) {
            long index = operation.invocation().index();
            throw new MisfitException("event " + index + ": " + misfit.getMessage(), misfit);
        }
    }

    private static <S> List<Transition<S>> transitions(List<Task<S>> tasks) {
        return tasks.stream().map(Task::transition).toList();
    }

    private static <S> int[] inOrderOfReturn(List<Task<S>> certain) {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < certain.size(); i++) {
            numbers.add(i);
        }
        numbers.sort(Comparator.comparingLong(i -> certain.get(i).returnedAt()));
        return numbers.stream().mapToInt(i -> i).toArray();
    }

    Model<S> model() {
        return model;
    }

    /** How many operations there are. */
    int size() {
        return tasks.size();
    }

    /** How many of them must be placed. */
    public int certain() {
        return certain;
    }

    public Task<S> task(int number) {
        return tasks.get(number);
    }

    /** The certain operation that is the {@code rank}-th to return, counted from 0. */
    public int returning(int rank) {
        return returns[rank];
    }

    List<Operation> operations(int[] numbers) {
        var order = new ArrayList<Operation>(numbers.length);
        for (int number : numbers) {
            order.add(tasks.get(number).operation());
        }
        return order;
    }
}
