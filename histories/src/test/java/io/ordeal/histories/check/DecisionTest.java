package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Excerpt;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that are in numbers already. */
class DecisionTest {

    private static final Linearizable<Optional<Object>> CHECKER = Linearizable.with(RegisterHistories.model());

    static Stream<RegisterHistories> plans() {
        return LongStream.range(0, 20)
                .boxed()
                .flatMap(seed -> Stream.of(
                                RegisterHistories.unique(seed, 60, 4, 0.05),
                                RegisterHistories.few(seed, 60, 4, 0, 3),
                                RegisterHistories.few(seed, 60, 2, 0.05, 4))
                        .flatMap(plan -> Stream.of(plan, plan.with(new Flaw.Phantom(0.5)))));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theSameIsSaidOfThemAsOfTheirEvents(RegisterHistories plan) {
        Verdict ofEvents = CHECKER.check(History.of(plan.events().toList()));
        for (Algorithm algorithm : Algorithm.values()) {
            Decision decision = CHECKER.by(algorithm).decide(plan.encoding());
            assertThat(decision.verdict()).hasSameClassAs(ofEvents);
            assertThat(decision.tier()).isNotEqualTo(Decision.NOBODY);
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aCounterexampleSpeaksOfTheSameOperations(RegisterHistories plan) {
        Encoding<Optional<Object>> encoding = plan.with(new Flaw.Phantom(0.5)).encoding();
        var invalid = (Verdict.Invalid) CHECKER.decide(encoding).verdict();
        Operation culprit = invalid.counterexamples().getFirst().culprit();
        int position = (int) culprit.completion().orElseThrow().index();
        int number = encoding.columns().operationAt(position);
        assertThat(encoding.origin().apply(number)).isEqualTo(culprit);

        Stretch stretch = invalid.counterexamples().getFirst().stretch().orElseThrow();
        Meter meter = Meter.start(Duration.ofDays(1), Long.MAX_VALUE, () -> 0);
        Excerpt shortest = Excerpt.shortest(encoding, position, meter).orElseThrow();
        assertThat(shortest.end()).isEqualTo(position).isEqualTo((int) stretch.to());
        assertThat(shortest.start()).isEqualTo((int) stretch.from());
    }

    @Test
    void whoReachesALimitHasNoTier() {
        Decision decision = CHECKER.within(Limits.standard().withTime(Duration.ZERO))
                .decide(RegisterHistories.few(1, 5000, 10, 0.05, 5).encoding());
        assertThat(decision.verdict()).isInstanceOf(Verdict.Unknown.class);
        assertThat(decision.tier()).isEqualTo(Decision.NOBODY);
    }

    @Test
    void manyAreDecidedEachByItself() {
        var encodings = new ArrayList<Encoding<Optional<Object>>>();
        for (long seed = 0; seed < 30; seed++) {
            encodings.add(RegisterHistories.few(seed, 50, 3, 0, 3).encoding());
            encodings.add(RegisterHistories.unique(seed, 50, 3, 0).encoding());
        }
        var checker = CHECKER.within(Limits.standard().withThreads(2));
        Decision sound = checker.decideEach(encodings);
        assertThat(sound.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Valid.class, it -> assertThat(it.witnesses()).hasSize(60));
        assertThat(sound.tier()).isEqualTo("scout,theorem");

        encodings.set(
                41,
                RegisterHistories.unique(7, 50, 3, 0)
                        .with(new Flaw.Phantom(0.2))
                        .encoding());
        assertThat(checker.decideEach(encodings).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        it -> assertThat(it.counterexamples())
                                .extracting(Counterexample::key)
                                .isEqualTo(List.of(Optional.of(41L))));
    }
}
