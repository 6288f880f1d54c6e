package io.ordeal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.harness.bench.Measurement.Located.Culprit;
import io.ordeal.harness.bench.Row.Task;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.check.Decision;
import io.ordeal.histories.check.Gap;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.format.HistoryFormat;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.generate.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckerBenchTest {

    private static final Effort LITTLE = new Effort(2, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
    private static final Settings SETTINGS = new Settings(3, Limits.standard(), LITTLE);

    private static Row check(Values values, Kind kind) {
        return new Row(new Task.Check(3), values, 4, 120, 0, kind);
    }

    private static Measurement measured(Row row) {
        return measured(new CheckerBench(SETTINGS), row);
    }

    private static Measurement measured(CheckerBench bench, Row row) {
        return ((Result.Measured) bench.measure(row)).measurement();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void saysWhatTheHistoriesAre(Kind kind) {
        Measurement it = measured(check(Rows.UNIQUE, kind));
        assertThat(it.operations()).isEqualTo(360);
        assertThat(it.atOnce()).isEqualTo(120);
        assertThat(it.timing().runs()).isEqualTo(2);
        assertThat(it.timing().best())
                .isPositive()
                .isLessThanOrEqualTo(it.timing().median());
        assertThat(it.peakBytes()).isPositive();
        assertThat(it.decided().orElseThrow().tier()).isEqualTo("theorem");
        if (kind == Kind.VALID) {
            assertThat(it.decided().orElseThrow().verdict()).isEqualTo(Verdict.VALID);
            assertThat(it.located()).isEmpty();
        } else {
            assertThat(it.decided().orElseThrow().verdict()).isEqualTo(Verdict.INVALID);
            assertThat(it.located()).hasValueSatisfying(located -> {
                assertThat(located.windows()).hasSize(3);
                assertThat(located.cores())
                        .hasSize(3)
                        .allSatisfy(size -> assertThat(size).isPositive());
                assertThat(located.missing()).isZero();
                assertThat(located.culprit()).isEqualTo(Culprit.PLANTED);
            });
        }
    }

    /** What says of every history that it is like the one that {@code kind} makes. */
    private static Function<Encoding<Optional<Object>>, Decision> stubborn(Kind kind) {
        var checker = Linearizable.with(RegisterHistories.model());
        Decision decision = checker.decide(check(Rows.FEW, kind).plan(1).encoding());
        return _ -> decision;
    }

    @Test
    void whoSaysThatAGoodHistoryIsBadIsContradicted() {
        var bench = new CheckerBench(SETTINGS, stubborn(Kind.PHANTOM_END));
        assertThatThrownBy(() -> bench.measure(check(Rows.FEW, Kind.VALID)))
                .isInstanceOf(ContradictionException.class)
                .hasMessage("check 5-values c=4 120 crashed=0% valid, seed 3, is VALID: it was made so,"
                        + " but scout says INVALID");
    }

    @Test
    void whoSaysThatABadHistoryIsGoodIsContradicted() {
        var bench = new CheckerBench(SETTINGS, stubborn(Kind.VALID));
        assertThatThrownBy(() -> bench.measure(check(Rows.FEW, Kind.PHANTOM_END)))
                .isInstanceOf(ContradictionException.class)
                .hasMessageContaining("seed 3, is INVALID: Operation[")
                .hasMessageEndingWith("cannot be true, but scout says VALID");
    }

    @Test
    void whoseCheckerBreaksIsToldWhere() {
        var bench = new CheckerBench(SETTINGS, _ -> {
            throw new IllegalStateException("lost");
        });
        assertThatThrownBy(() -> bench.measure(check(Rows.FEW, Kind.VALID)))
                .hasMessage("check 5-values c=4 120 crashed=0% valid, seed 3")
                .hasRootCauseMessage("lost");
    }

    @Test
    void whatIsNotDecidedIsNotMeasuredAgain() {
        var unknown = new Decision(
                new io.ordeal.histories.check.Verdict.Unknown(
                        List.of(new Gap(Optional.empty(), "no time left", 7, 120, 1)), List.of()),
                Decision.NOBODY);
        Measurement it = measured(new CheckerBench(SETTINGS, _ -> unknown), check(Rows.FEW, Kind.VALID));
        assertThat(it.decided().orElseThrow().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(it.decided().orElseThrow().gap())
                .contains("seed 3: no time left; 7 of 120 operations are explained");
        assertThat(it.operations()).isEqualTo(120);
        assertThat(it.timing().runs()).isEqualTo(1);
    }

    @Test
    void manyKeysAreCheckedAtATime() {
        Row valid = new Row(new Task.Keys(10), Rows.FEW, 4, 100, 0.01, Kind.VALID);
        assertThat(measured(valid).decided().orElseThrow().verdict()).isEqualTo(Verdict.VALID);
        assertThat(measured(valid).atOnce()).isEqualTo(1000);
        Row invalid = new Row(new Task.Keys(10), Rows.FEW, 4, 100, 0.01, Kind.PHANTOM_MIDDLE);
        assertThat(measured(invalid).decided().orElseThrow().verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void porcupineIsAskedForTheSame() {
        Measurement it = measured(new Row(new Task.Compare(), Rows.FEW, 4, 100, 0, Kind.PHANTOM_MIDDLE));
        assertThat(it.decided().orElseThrow().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(it.porcupine()).hasValueSatisfying(other -> {
            assertThat(other.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(other.timing().median()).isPositive();
        });
    }

    @ParameterizedTest
    @EnumSource(HistoryFormat.class)
    void filesAreReadAndChecked(HistoryFormat format) {
        Measurement parsed = measured(new Row(new Task.Parse(format), Rows.FEW, 4, 100, 0, Kind.VALID));
        assertThat(parsed.operations()).isGreaterThanOrEqualTo(100);
        assertThat(parsed.decided()).isEmpty();
        Measurement checked = measured(new Row(new Task.Whole(format), Rows.FEW, 4, 100, 0, Kind.VALID));
        assertThat(checked.operations()).isEqualTo(parsed.operations());
        assertThat(checked.decided().orElseThrow().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void whatDoesNotFitIntoTheHeapIsSkipped() {
        Row row = new Row(new Task.Compare(), Rows.FEW, 5, Integer.MAX_VALUE, 0, Kind.VALID);
        assertThat(new CheckerBench(SETTINGS).measure(row))
                .isInstanceOfSatisfying(
                        Result.Skipped.class, it -> assertThat(it.why()).startsWith("needs a heap of 3072000 MiB"));
    }

    @Test
    void whereNoReadCanBeWrongForSureNothingIsMeasured() {
        Row row = new Row(new Task.Check(1), Rows.FEW, 30, 3, 0, Kind.STALE_END);
        assertThat(new CheckerBench(SETTINGS).measure(row))
                .isEqualTo(new Result.Skipped(row, "no read can be wrong for sure"));
    }
}
