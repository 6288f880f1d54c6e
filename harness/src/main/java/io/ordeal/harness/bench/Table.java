package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.harness.bench.Measurement.Located;
import io.ordeal.harness.bench.Measurement.Other;
import io.ordeal.harness.judge.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Results as lines of a table. */
public final class Table {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;
    private static final String GAP = "  ";

    /** @param width negative where the text is at the left */
    private record Column(String title, int width, Function<Measurement, String> cell) {
        String fitted(String text) {
            return ("%" + width + "s").formatted(text);
        }
    }

    /** What the words of a row are. */
    private static final List<Column> WORDS = List.of(
            word("task", 16, 0),
            word("values", 8, 1),
            word("clients", 7, 2),
            word("operations", 10, 3),
            word("crashed", 12, 4),
            word("history", 14, 5));

    private static final List<Column> FIGURES = List.of(
            new Column("best ms", 9, it -> millis(it.timing().best())),
            new Column("median ms", 9, it -> millis(it.timing().median())),
            new Column("ops/s", 11, it -> whole(it.operationsPerSecond())),
            new Column("ns/op", 9, it -> whole(it.nanosPerOperation())),
            new Column("MiB", 7, it -> rounded(it.peakBytes() / BYTES_PER_MEBIBYTE)),
            new Column("verdict", -7, it -> told(it.decided(), decided -> word(decided.verdict()))),
            new Column("tier", -7, it -> told(it.decided(), Decided::tier)),
            new Column("window", 6, it -> told(it.located(), located -> extent(located.windows(), located))),
            new Column("core", 4, it -> told(it.located(), located -> extent(located.cores(), located))),
            new Column("culprit", -9, it -> told(it.located(), located -> word(located.culprit()))),
            new Column("find ms", 8, it -> told(it.located(), located -> millis(located.nanos()))),
            new Column("porcupine", 9, Table::porcupine));

    private Table() {}

    private static Column word(String title, int width, int index) {
        return new Column(title, -width, it -> it.row().words().get(index));
    }

    /** The line above. */
    public static String head() {
        var line = new StringBuilder();
        WORDS.forEach(column -> line.append(column.fitted(column.title())).append(GAP));
        FIGURES.forEach(column -> line.append(column.fitted(column.title())).append(GAP));
        return line.toString().stripTrailing();
    }

    /** One line; and another one below where there is no verdict, to say why. */
    public static String line(Result result) {
        return switch (result) {
            case Result.Measured(Measurement measurement) -> line(measurement);
            case Result.Skipped(Row row, String why) -> beginning(row) + "skipped: " + why;
        };
    }

    private static String line(Measurement measurement) {
        var line = new StringBuilder(beginning(measurement.row()));
        FIGURES.forEach(column ->
                line.append(column.fitted(column.cell().apply(measurement))).append(GAP));
        String gap = measurement
                .decided()
                .flatMap(Decided::gap)
                .map(why -> System.lineSeparator() + GAP + why)
                .orElse("");
        return line.toString().stripTrailing() + gap;
    }

    private static String beginning(Row row) {
        var line = new StringBuilder();
        for (int i = 0; i < WORDS.size(); i++) {
            line.append(WORDS.get(i).fitted(row.words().get(i))).append(GAP);
        }
        return line.toString();
    }

    private static <T> String told(Optional<T> value, Function<T, String> cell) {
        return value.map(cell).orElse("");
    }

    /** What is wrong stands out. */
    private static String word(Enum<?> value) {
        return value == Verdict.UNKNOWN || value == Located.Culprit.ELSEWHERE
                ? value.name()
                : value.name().toLowerCase(Locale.ROOT);
    }

    /** The greatest; a question mark where some were not found. */
    private static String extent(List<Integer> sizes, Located located) {
        String greatest = sizes.isEmpty() ? "" : String.valueOf(Collections.max(sizes));
        return located.missing() == 0 ? greatest : greatest + "?";
    }

    private static String porcupine(Measurement it) {
        return told(
                it.porcupine(),
                other -> (through(other) ? "" : "> ")
                        + rounded(other.timing().median() / it.timing().median()) + "x");
    }

    private static boolean through(Other other) {
        return other.verdict() != Verdict.UNKNOWN;
    }

    private static String millis(double nanos) {
        return rounded(nanos / NANOS_PER_MILLI);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** Three digits that count, or all before the point. */
    static String rounded(double number) {
        if (number >= 100) {
            return whole(number);
        }
        String form = number >= 10 ? "%.1f" : number >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, number);
    }
}
