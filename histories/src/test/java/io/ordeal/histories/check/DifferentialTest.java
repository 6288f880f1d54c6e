package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.check.RandomHistories.Shape;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The checker against an oracle that tries every order. */
class DifferentialTest {

    private static final long HISTORIES = 200_000L * Long.getLong("ordeal.scale", 1);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private final Linearizable<?> checker = Linearizable.with(Register.withCas(NilRead.INITIAL));

    @Test
    void agreesWithTheOracleOnVerdictAndCulprit() {
        int invalid = 0;
        for (long i = 0; i < HISTORIES; i++) {
            long seed = SEED * 1_000_000_007L + i;
            var random = new SplittableRandom(seed);
            List<Event> events = RandomHistories.generate(random, Shape.small(random));
            invalid += agreesOn(seed, events) ? 0 : 1;
        }
        assertThat((double) invalid / HISTORIES)
                .as("share of invalid histories")
                .isBetween(0.3, 0.7);
    }

    /** Whether {@code events} can be explained, which both have to think. */
    private boolean agreesOn(long seed, List<Event> events) {
        History history = History.of(events);
        var oracle = new Oracle(history);
        Verdict verdict = checker.check(history);
        boolean explained = oracle.explains();
        switch (verdict) {
            case Verdict.Valid _ ->
                assertThat(explained).as(() -> told(seed, events)).isTrue();
            case Verdict.Invalid invalid -> {
                assertThat(explained).as(() -> told(seed, events)).isFalse();
                assertThat(invalid.counterexamples()
                                .getFirst()
                                .culprit()
                                .completion()
                                .orElseThrow()
                                .index())
                        .as(() -> "culprit of " + told(seed, events))
                        .isEqualTo(oracle.firstReturnBeyondExplanation().orElseThrow());
                assertThat(invalid.counterexamples().getFirst().attempts())
                        .as(() -> told(seed, events))
                        .isNotEmpty();
            }
            case Verdict.Unknown _ -> throw new AssertionError("undecided: " + told(seed, events));
        }
        return explained;
    }

    private static String told(long seed, List<Event> events) {
        return "seed " + seed + ":\n" + events.stream().map(Event::toString).collect(Collectors.joining("\n"));
    }
}
