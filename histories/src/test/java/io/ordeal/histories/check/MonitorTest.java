package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.RegisterSubject;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While it goes on and afterwards, the same is said. */
class MonitorTest {

    private static final long SMALL = 10_000L * Long.getLong("ordeal.scale", 1);
    private static final long LARGE = 300L * Long.getLong("ordeal.scale", 1);
    private static final RegisterSubject CAS_REGISTER = new RegisterSubject(true, NilRead.INITIAL);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S> void findsInSmallHistoriesWhatIsFoundAfterwards(Subject<S> subject) {
        int found = 0;
        for (long i = 0; i < SMALL; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            Subject<S> drawn = subject.drawn(random);
            found += agrees(subject.model(), RandomHistories.generate(drawn, random, Shape.small(random))) ? 1 : 0;
        }
        assertThat((double) found / SMALL).isBetween(0.1, 0.7);
    }

    @Test
    void findsInLargeHistoriesWhatIsFoundAfterwards() {
        int found = 0;
        for (long i = 0; i < LARGE; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            var shape = new Shape(2000, 1 + random.nextInt(12), random.nextInt(8), 0.02, 0, random.nextInt(2));
            List<Event> events = ended(RandomHistories.generate(CAS_REGISTER, random, shape));
            found += agrees(CAS_REGISTER.model(), events) ? 1 : 0;
        }
        assertThat((double) found / LARGE).isBetween(0.1, 0.7);
    }

    /** Whether a violation was found while the events came. */
    private static <S> boolean agrees(Model<S> model, List<Event> events) {
        var monitor = new Monitor<>(model, false);
        Optional<Operation> culprit = Optional.empty();
        int seen = 0;
        while (seen < events.size() && culprit.isEmpty()) {
            culprit = monitor.accept(events.get(seen++));
        }
        Verdict verdict = Linearizable.with(model).check(History.of(events.subList(0, seen)));
        if (culprit.isPresent()) {
            assertThat(verdict).as(() -> events.toString()).isInstanceOf(Verdict.Invalid.class);
            assertThat(((Verdict.Invalid) verdict).counterexamples().getFirst().culprit())
                    .isEqualTo(culprit.get());
        } else if (ended(events).size() == events.size()) {
            assertThat(verdict).as(() -> events.toString()).isInstanceOf(Verdict.Valid.class);
        }
        return culprit.isPresent();
    }

    /** The same, but whoever never says what became of his call says at once that he does not know. */
    private static List<Event> ended(List<Event> events) {
        Set<Invocation> silent = new HashSet<>();
        for (Operation operation : History.of(events).operations()) {
            if (operation.completion().isEmpty()) {
                silent.add(operation.invocation());
            }
        }
        var ended = new ArrayList<Event>();
        for (Event event : events) {
            switch (event) {
                case Invocation it -> {
                    ended.add(new Invocation(ended.size(), it.time(), it.process(), it.f(), it.value()));
                    if (silent.contains(it)) {
                        ended.add(completion(ended.size(), it));
                    }
                }
                case Completion it ->
                    ended.add(new Completion(
                            ended.size(), it.time(), it.process(), it.outcome(), it.f(), it.value(), it.error()));
                case Disturbance _ -> {}
            }
        }
        return ended;
    }

    private static Completion completion(long index, Invocation it) {
        return new Completion(index, it.time(), it.process(), Outcome.INFO, it.f(), it.value(), Optional.empty());
    }
}
