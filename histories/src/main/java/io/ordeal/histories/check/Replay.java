package io.ordeal.histories.check;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.porcupine.Problem;
import io.ordeal.histories.porcupine.Problem.Task;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does not believe a search: goes through an explanation from the beginning, and throws where it does not hold. Shares
 * nothing with the search but the model.
 */
final class Replay<S> {

    private final Model<S> model;

    Replay(Model<S> model) {
        this.model = model;
    }

    /**
     * Verifies that {@code order} is legal, respects real time, and has every one of {@code owed} in it.
     *
     * @return the state that it leads to
     * @throws IllegalStateException where it is not so, which is a defect of the search
     */
    S verify(List<Operation> order, Collection<Operation> owed) {
        Set<Operation> seen = new HashSet<>();
        for (Operation operation : order) {
            demand(operation.outcome() != Outcome.FAIL, operation, "has failed");
            demand(seen.add(operation), operation, "is there twice");
        }
        for (Operation operation : owed) {
            demand(seen.contains(operation), operation, "is missing");
        }
        respectsTime(order);
        return steps(order);
    }

    /** Nobody comes after somebody who was invoked only after he had returned. */
    private void respectsTime(List<Operation> order) {
        long earliestReturn = Long.MAX_VALUE;
        for (Operation operation : order.reversed()) {
            Task<S> task = Problem.task(model, operation);
            earliestReturn = Math.min(earliestReturn, task.returnedAt());
            demand(task.invokedAt() < earliestReturn, operation, "comes before one that had returned by then");
        }
    }

    private S steps(List<Operation> order) {
        S state = model.initial();
        for (Operation operation : order) {
            var next = Problem.task(model, operation).transition().from(state);
            demand(next.isPresent(), operation, "is illegal where it stands");
            state = next.orElseThrow();
        }
        return state;
    }

    private static void demand(boolean holds, Operation operation, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(
                    "the checker contradicts itself: in its explanation, " + operation + " " + otherwise);
        }
    }
}
