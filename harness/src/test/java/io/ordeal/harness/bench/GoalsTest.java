package io.ordeal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.bench.Goals.Outcome;
import io.ordeal.harness.bench.Measurement.Located;
import io.ordeal.harness.bench.Measurement.Located.Culprit;
import io.ordeal.harness.bench.Row.Task;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.format.HistoryFormat;
import io.ordeal.histories.generate.Values;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalsTest {

    private static Row check(Values values, int clients, int operations, double crashRate, Kind kind) {
        return new Row(new Task.Check(1), values, clients, operations, crashRate, kind);
    }

    private static Outcome outcome(String goal, Measurement... measurements) {
        return Goals.outcomes(List.of(measurements)).stream()
                .filter(outcome -> outcome.goal().startsWith(goal))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasNotMeasuredIsNeitherMetNorMissed() {
        assertThat(Goals.outcomes(List.of()))
                .hasSize(13)
                .allSatisfy(it -> assertThat(it.met()).isEmpty())
                .allSatisfy(it -> assertThat(it.line()).startsWith("  -   ").endsWith("not measured"));
    }

    @Test
    void timesAreThoseOfTheSlowestRow() {
        Row few = check(Rows.FEW, 10, 1000, 0, Kind.VALID);
        Row unique = check(Rows.UNIQUE, 10, 1000, 0, Kind.VALID);
        Row others = check(Rows.FEW, 30, 1000, 0, Kind.VALID);
        Outcome met = outcome(
                "1k operations, 10 clients",
                Measured.of(few, 0.1, true),
                Measured.of(unique, 0.4, true),
                Measured.of(others, 9, true));
        assertThat(met.met()).contains(true);
        assertThat(met.line()).startsWith("  met ").endsWith("0.400 ms " + unique.name());
        assertThat(outcome("1k operations, 10 clients", Measured.of(few, 0.6, true))
                        .line())
                .startsWith("  MISSED ");
    }

    @Test
    void whatIsNotDecidedIsNotInTime() {
        Row row = check(Rows.FEW, 30, 100_000, 0.05, Kind.PHANTOM_MIDDLE);
        Measurement unknown = Measured.of(row, 1, Verdict.UNKNOWN, Optional.empty());
        assertThat(outcome("100k of these", unknown).met()).contains(false);
        assertThat(outcome("100k of these", Measured.of(row, 59_000, false)).met())
                .contains(true);
        assertThat(outcome("no UNKNOWN", unknown).line())
                .contains("MISSED")
                .endsWith("1 of 1 rows, such as " + row.name());
        assertThat(outcome("no UNKNOWN", Measured.of(row, 1, false)).met()).contains(true);
        Row huge = check(Rows.FEW, 30, 10_000_000, 0.05, Kind.VALID);
        assertThat(outcome("no UNKNOWN", Measured.of(huge, 1, Verdict.UNKNOWN, Optional.empty()))
                        .met())
                .isEmpty();
    }

    @Test
    void growthIsThatOfRowsThatDifferInSizeOnly() {
        Measurement small = Measured.of(check(Rows.FEW, 5, 10_000, 0, Kind.VALID), 1, true);
        Measurement other = Measured.of(check(Rows.FEW, 5, 10_000, 0.05, Kind.VALID), 0.001, true);
        Measurement large = Measured.of(check(Rows.FEW, 5, 1_000_000, 0, Kind.VALID), 140, true);
        assertThat(outcome("ns/op", small, other, large).line()).contains("met").contains("1.40 times");
        Measurement larger = Measured.of(check(Rows.FEW, 5, 1_000_000, 0, Kind.VALID), 160, true);
        assertThat(outcome("ns/op", small, larger).met()).contains(false);
        assertThat(outcome("ns/op", other, large).met()).isEmpty();
    }

    @Test
    void windowsAndCoresAreThoseOfAllHistories() {
        Row row = check(Rows.FEW, 5, 1000, 0, Kind.STALE_END);
        Measurement good = Measured.of(row, 1, false);
        assertThat(outcome("windows", good).line()).contains("met").endsWith("the longest of 2 is 40");
        assertThat(outcome("a core", good).line()).contains("met").endsWith("5; the largest of 2 is 5");
        Measurement bad = Measured.of(
                row,
                1,
                Verdict.INVALID,
                Optional.of(new Located(List.of(151), List.of(11, 12, 13), 0, Culprit.PLANTED, 1)));
        assertThat(outcome("windows", good, bad).met()).contains(false);
        assertThat(outcome("a core", good, bad).met()).contains(false);
        Measurement lost = Measured.of(
                row, 1, Verdict.INVALID, Optional.of(new Located(List.of(), List.of(), 2, Culprit.PLANTED, 1)));
        assertThat(outcome("windows", good, lost).line()).contains("MISSED").endsWith("and 2 were not found");
    }

    @Test
    void parsingIsToldAsTimeForAMillion() {
        Row row = new Row(new Task.Parse(HistoryFormat.EDN), Rows.FEW, 10, 100_000, 0, Kind.VALID);
        assertThat(outcome("1M operations parsed", Measured.of(row, 50, true)).line())
                .contains("met")
                .contains("0.50 s a million");
        assertThat(outcome("1M operations parsed", Measured.of(row, 200, true)).met())
                .contains(false);
    }
}
