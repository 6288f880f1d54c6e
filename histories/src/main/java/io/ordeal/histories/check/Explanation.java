package io.ordeal.histories.check;

import io.ordeal.histories.check.Counterexample.Attempt;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.porcupine.Meter;
import io.ordeal.histories.porcupine.Problem;
import io.ordeal.histories.porcupine.Problem.Task;
import io.ordeal.histories.porcupine.Search;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Gathers the attempts of a counterexample: the explanations of what completed before the culprit, by that and by
 * whatever else was invoked until then.
 */
final class Explanation<S> {

    /** With more states than that nobody is helped. */
    private static final int ENOUGH_STATES = 64;

    private final Model<S> model;
    private final Task<S> culprit;
    /** Completed before the culprit did: these have to be explained. */
    private final List<Task<S>> over = new ArrayList<>();
    /** Invoked before the culprit completed, and not completed by then: these may help. */
    private final List<Task<S>> open = new ArrayList<>();
    /** The longest explanation that leads to a state; of equal ones the first. */
    private final SequencedMap<S, List<Operation>> longest = new LinkedHashMap<>();

    Explanation(Model<S> model, Operation culprit, List<Operation> operations) {
        this.model = model;
        this.culprit = Problem.task(model, culprit);
        long end = this.culprit.returnedAt();
        for (Operation operation : operations) {
            if (operation.outcome() != Outcome.FAIL
                    && operation.invocation().index() < end
                    && operation.invocation().index() != this.culprit.invokedAt()) {
                Task<S> task = Problem.task(model, operation);
                (task.returnedAt() < end ? over : open).add(task);
            }
        }
    }

    /** What can be told before {@code meter} is spent. */
    Counterexample gather(Optional<Object> key, Meter meter) {
        new Search<>(new Problem<>(model, over, open), meter, this::note).run();
        extend();
        List<Attempt> attempts = longest.entrySet().stream()
                .map(end -> attempt(end.getKey(), end.getValue()))
                .sorted(Comparator.comparingInt(attempt -> -attempt.order().size()))
                .limit(Counterexample.MAX_ATTEMPTS)
                .toList();
        return new Counterexample(key, culprit.operation(), attempts, Optional.empty());
    }

    private boolean note(Search<S> search) {
        List<Operation> known = longest.get(search.state());
        if (known == null ? longest.size() < ENOUGH_STATES : known.size() < search.length()) {
            longest.put(search.state(), search.order());
        }
        return false;
    }

    /** A search leaves out what helps nobody; at the very end it leads to other states all the same. */
    private void extend() {
        var ends = new ArrayList<>(longest.keySet());
        for (int i = 0; i < ends.size(); i++) {
            List<Operation> order = longest.getOrDefault(ends.get(i), List.of());
            var placed = new HashSet<>(order);
            for (Task<S> task : open) {
                Optional<S> end = task.transition().from(ends.get(i));
                if (end.isPresent()
                        && longest.size() < ENOUGH_STATES
                        && !placed.contains(task.operation())
                        && !longest.containsKey(end.get())) {
                    var longer = new ArrayList<>(order);
                    longer.add(task.operation());
                    longest.put(end.get(), longer);
                    ends.add(end.get());
                }
            }
        }
    }

    private Attempt attempt(S state, List<Operation> order) {
        new Replay<>(model).verify(order, over.stream().map(Task::operation).toList());
        return new Attempt(order, model.show(state), culprit.transition().legalIn(state));
    }
}
