package io.ordeal.histories.model;

import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Operations of one random history, what a model says they do, and states that these lead to.
 *
 * @param transitions one for each operation
 */
record Sample<S>(List<Operation> operations, List<Transition<S>> transitions, List<S> states) {

    private static final int STATES = 12;
    private static final int STEPS = 40;

    static <S> Sample<S> draw(Subject<?> subject, Model<S> model, SplittableRandom random) {
        List<Operation> operations = history(subject.drawn(random), random).operations();
        var transitions = new ArrayList<Transition<S>>();
        for (Operation operation : operations) {
            transitions.add(
                    operation.outcome() == Outcome.OK
                            ? model.certain(operation.f(), operation.argument(), operation.result())
                            : model.possible(operation.f(), operation.argument()));
        }
        Set<S> states = new LinkedHashSet<>();
        S state = model.initial();
        for (int step = 0; step < STEPS && states.size() < STATES; step++) {
            states.add(state);
            Optional<S> next =
                    transitions.get(random.nextInt(transitions.size())).from(state);
            state = random.nextInt(8) == 0 ? model.initial() : next.orElse(state);
        }
        return new Sample<>(operations, transitions, List.copyOf(states));
    }

    private static <T> History history(Subject<T> subject, SplittableRandom random) {
        return History.of(RandomHistories.generate(subject, random, Shape.small(random)));
    }
}
