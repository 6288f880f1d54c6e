package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.Oracle;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model can dispense with, an oracle can too. */
class DispensableTest {

    private static final long HISTORIES = 20_000 * Long.getLong("ordeal.scale", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void nothingChangesWithout(Subject<?> subject) {
        nothingChangesWithout(subject, subject.model());
    }

    private static <T, S> void nothingChangesWithout(Subject<T> subject, Model<S> model) {
        int spared = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            Subject<T> drawn = subject.drawn(random);
            var shape = new Shape(
                    3 + random.nextInt(7),
                    1 + random.nextInt(5),
                    1 + random.nextInt(4),
                    random.nextDouble() * 0.9,
                    0,
                    random.nextInt(3));
            History history = History.of(RandomHistories.generate(drawn, random, shape));
            History rest = without(dispensable(model, history), history);
            spared += history.operations().size() - rest.operations().size();
            assertThat(Oracle.culprit(drawn, rest)).as(told(seed, history)).isEqualTo(Oracle.culprit(drawn, history));
        }
        assertThat(spared).isPositive();
    }

    private static <S> Set<Operation> dispensable(Model<S> model, History history) {
        var certain = new LinkedHashSet<Transition<S>>();
        var possible = new LinkedHashSet<Transition<S>>();
        for (Operation operation : history.operations()) {
            switch (operation.outcome()) {
                case OK -> certain.add(model.certain(operation.f(), operation.argument(), operation.result()));
                case INFO -> possible.add(model.possible(operation.f(), operation.argument()));
                case FAIL -> {}
            }
        }
        var useless = new LinkedHashSet<Transition<S>>();
        List<Transition<S>> kinds = List.copyOf(possible);
        BitSet which = model.dispensable(List.copyOf(certain), kinds);
        which.stream().forEach(i -> useless.add(kinds.get(i)));
        var dispensable = new LinkedHashSet<Operation>();
        for (Operation operation : history.operations()) {
            if (operation.outcome() == Outcome.INFO
                    && useless.contains(model.possible(operation.f(), operation.argument()))) {
                dispensable.add(operation);
            }
        }
        return dispensable;
    }

    private static History without(Set<Operation> operations, History history) {
        var gone = new LinkedHashSet<Event>();
        for (Operation operation : operations) {
            gone.add(operation.invocation());
            operation.completion().ifPresent(gone::add);
        }
        var events = new ArrayList<>(history.events());
        events.removeIf(gone::contains);
        return History.of(events);
    }

    private static Supplier<String> told(long seed, History history) {
        return () -> "seed " + seed + ": " + history.events();
    }
}
