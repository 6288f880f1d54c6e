package io.ordeal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.bench.Measurement.Located;
import io.ordeal.harness.bench.Measurement.Located.Culprit;
import io.ordeal.harness.bench.Measurement.Other;
import io.ordeal.harness.bench.Row.Task;
import io.ordeal.harness.judge.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Row ROW = new Row(new Task.Check(1), Rows.FEW, 10, 10_000, 0.05, Kind.PHANTOM_END);
    private static final Located LOCATED = new Located(List.of(40, 20), List.of(3, 5), 1, Culprit.ELSEWHERE, 250_000);

    private static String line(Measurement measurement) {
        return Table.line(new Result.Measured(measurement));
    }

    @Test
    void figuresStandBelowTheirTitles() {
        assertThat(Table.head()).isEqualTo("""
                task              values    clients  operations  crashed       history           best ms  median ms\
                        ops/s      ns/op      MiB  verdict  tier     window  core  culprit     find ms  porcupine""");
        assertThat(line(Measured.of(ROW, 12.5, false))).isEqualTo("""
                check             5-values  c=10     10k         crashed=5%    phantom-end          6.25       12.5\
                      800,000      1,250     3.00  invalid  scout        40     5  planted       0.250""");
    }

    @Test
    void whatIsWrongStandsOut() {
        assertThat(line(Measured.of(ROW, 1, Verdict.INVALID, Optional.of(LOCATED))))
                .contains("   40?    5?  ELSEWHERE  ");
        assertThat(line(Measured.of(ROW, 20_000, Verdict.UNKNOWN, Optional.empty()))
                        .lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("20,000").contains("UNKNOWN"),
                        second -> assertThat(second).isEqualTo("  no time left"));
        assertThat(Table.line(new Result.Skipped(ROW, "no room")))
                .isEqualTo(
                        "check             5-values  c=10     10k         crashed=5%    phantom-end     skipped: no room");
    }

    @Test
    void porcupineIsToldAsARatio() {
        assertThat(line(compared(Verdict.VALID))).endsWith("  12.0x");
        assertThat(line(compared(Verdict.UNKNOWN))).endsWith("  > 12.0x");
    }

    private static Measurement compared(Verdict theirs) {
        Measurement ours = Measured.of(ROW, 1, true);
        return new Measurement(
                ours.row(),
                ours.operations(),
                ours.uncertain(),
                ours.timing(),
                ours.atOnce(),
                ours.peakBytes(),
                ours.decided(),
                ours.located(),
                Optional.of(new Other(theirs, new Timing(1, 12e6, 1))));
    }

    @Test
    void threeDigitsCount() {
        assertThat(Table.rounded(0.0123)).isEqualTo("0.012");
        assertThat(Table.rounded(1.234)).isEqualTo("1.23");
        assertThat(Table.rounded(56.78)).isEqualTo("56.8");
        assertThat(Table.rounded(98765.4)).isEqualTo("98,765");
    }

    @Test
    void programsGetEverythingInAnObjectALine() {
        assertThat(BenchJson.line(new Result.Measured(Measured.of(ROW, 12.5, false))))
                .isEqualTo("""
                {"row":"check 5-values c=10 10k crashed=5% phantom-end","task":"check","values":"5-values",\
                "clients":10,"size":10000,"crashRate":0.05,"kind":"phantom-end","operations":10000,\
                "unknownOutcomes":0,"bestNanos":6250000.0,"medianNanos":1.25E7,"runs":5,"nanosPerOperation":1250.0,\
                "operationsPerSecond":800000.0,"peakBytes":3145728,"verdict":"INVALID","tier":"scout","gap":null,\
                "windowEvents":[40,20],"coreOperations":[3,5],"windowsMissing":0,"culprit":"planted",\
                "findWindowNanos":250000.0}""");
        assertThat(BenchJson.line(new Result.Skipped(ROW, "no room"))).endsWith(",\"skipped\":\"no room\"}");
    }
}
