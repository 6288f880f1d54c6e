package io.ordeal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.bench.Row.Task;
import io.ordeal.histories.format.HistoryFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void everyCombinationIsMeasured() {
        List<Row> rows = Rows.full();
        for (String size : List.of("1k", "10k", "100k", "1M")) {
            for (String clients : List.of("c=5", "c=10", "c=20", "c=30")) {
                for (String values : List.of("5-values", "unique")) {
                    for (String crashed : List.of("crashed=0%", "crashed=0.1%", "crashed=1%", "crashed=5%")) {
                        String words = String.join(" ", "check", size, clients, values, crashed);
                        List<String> kinds = rows.stream()
                                .filter(row -> row.matches(words))
                                .map(row -> row.kind().label())
                                .toList();
                        boolean stale = values.equals("unique") || crashed.equals("crashed=0%");
                        assertThat(kinds)
                                .as(words)
                                .isEqualTo(
                                        stale
                                                ? List.of(
                                                        "valid",
                                                        "phantom-middle",
                                                        "phantom-end",
                                                        "stale-middle",
                                                        "stale-end")
                                                : List.of("valid", "phantom-middle", "phantom-end"));
                    }
                }
            }
        }
    }

    @Test
    void noRowIsThereTwice() {
        for (List<Row> rows : List.of(Rows.full(), Rows.quick())) {
            assertThat(rows.stream().map(Row::name)).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyGoalHasARow() {
        List<Measurement> all = Rows.full().stream()
                .map(row -> Measured.of(row, 1000, row.kind() == Kind.VALID))
                .toList();
        assertThat(Goals.outcomes(all))
                .as("%s", Goals.outcomes(all))
                .allSatisfy(outcome -> assertThat(outcome.met()).isPresent());
    }

    @Test
    void quickRowsAreOfEverySort() {
        assertThat(Rows.quick().stream()
                        .map(row -> row.task().getClass().getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("Check", "Keys", "Compare", "Parse", "Whole");
        assertThat(Rows.quick().size()).isLessThan(Rows.full().size() / 10);
    }

    @Test
    void aRowIsKnownByItsWords() {
        var row = new Row(new Task.Parse(HistoryFormat.JSON_LINES), Rows.FEW, 10, 100_000, 0.001, Kind.STALE_END);
        assertThat(row.name()).isEqualTo("parse-jsonl 5-values c=10 100k crashed=0.1% stale-end");
        assertThat(row.matches("")).isTrue();
        assertThat(row.matches("100k,c=10  stale-end")).isTrue();
        assertThat(row.matches("100k c=1")).isFalse();
        assertThat(new Row(new Task.Keys(1000), Rows.UNIQUE, 5, 1500, 0.05, Kind.VALID).name())
                .isEqualTo("keys=1k unique c=5 1500 crashed=5% valid");
    }
}
