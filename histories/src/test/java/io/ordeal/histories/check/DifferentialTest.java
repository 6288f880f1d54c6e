package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.subject.Oracle;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker against an oracle that tries every order: a million histories, of all models together. Of some of them
 * Porcupine's search is asked too.
 */
class DifferentialTest {

    private static final long HISTORIES =
            1_000_000L * Long.getLong("ordeal.scale", 1) / Subjects.all().size();
    private static final int SOME = 10;
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S> void agreesWithTheOracleOnVerdictAndCulprit(Subject<S> subject) {
        Linearizable<?> checker = Linearizable.with(subject.model());
        Linearizable<?> second = checker.by(Algorithm.PORCUPINE);
        int invalid = 0;
        for (long i = 0; i < HISTORIES; i++) {
            long seed = SEED * 1_000_000_007L + i;
            var random = new SplittableRandom(seed);
            Subject<S> drawn = subject.drawn(random);
            List<Event> events = RandomHistories.generate(drawn, random, Shape.small(random));
            History history = History.of(events);
            OptionalLong culprit = Oracle.culprit(drawn, history);
            agrees(checker.check(history), culprit, seed, events);
            if (i % SOME == 0) {
                agrees(second.check(history), culprit, seed, events);
            }
            invalid += culprit.isPresent() ? 1 : 0;
        }
        assertThat((double) invalid / HISTORIES)
                .as("share of invalid histories")
                .isBetween(0.3, 0.7);
    }

    private static void agrees(Verdict verdict, OptionalLong culprit, long seed, List<Event> events) {
        switch (verdict) {
            case Verdict.Valid _ ->
                assertThat(culprit).as(() -> told(seed, events)).isEmpty();
            case Verdict.Invalid invalid -> {
                Counterexample counterexample = invalid.counterexamples().getFirst();
                assertThat(counterexample.culprit().completion().orElseThrow().index())
                        .as(() -> "culprit of " + told(seed, events))
                        .isEqualTo(culprit.orElse(-1));
                assertThat(counterexample.attempts())
                        .as(() -> told(seed, events))
                        .isNotEmpty();
            }
            case Verdict.Unknown _ -> throw new AssertionError("undecided: " + told(seed, events));
        }
    }

    private static String told(long seed, List<Event> events) {
        return "seed " + seed + ":\n" + events.stream().map(Event::toString).collect(Collectors.joining("\n"));
    }
}
