package io.ordeal.harness.bench;

import io.ordeal.histories.format.HistoryFormat;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.generate.Values;
import java.util.List;
import java.util.Locale;

/**
 * What is measured in one go, on histories of one form.
 *
 * @param values that are written
 * @param clients at once
 * @param operations of each history
 * @param crashRate which share of them never tells its outcome
 */
public record Row(Task task, Values values, int clients, int operations, double crashRate, Kind kind) {

    private static final int THOUSAND = 1000;

    /** What is done to a history. */
    public sealed interface Task {

        /** One is checked, and then the next one, each by itself. */
        record Check(int histories) implements Task {}

        /** One of each key is checked, as many at a time as there are processors. One of them has the flaw, if any. */
        record Keys(int keys) implements Task {}

        /** It is checked, and checked again by Porcupine's search; both begin with the events. */
        record Compare() implements Task {}

        /** It is read from a file. */
        record Parse(HistoryFormat format) implements Task {}

        /** It is read from a file and checked. */
        record Whole(HistoryFormat format) implements Task {}
    }

    RegisterHistories plan(long seed) {
        return new RegisterHistories(seed, operations, clients, crashRate, values, kind.flaw());
    }

    /** How many operations there are in all its histories together. */
    public long total() {
        return switch (task) {
            case Task.Check(int histories) -> (long) histories * operations;
            case Task.Keys(int keys) -> (long) keys * operations;
            case Task.Compare _, Task.Parse _, Task.Whole _ -> operations;
        };
    }

    /** How many operations are checked together. */
    public long atOnce() {
        return task instanceof Task.Check ? operations : total();
    }

    /** Such as {@code check 5-values c=10 1M crashed=0.1% phantom-middle}. */
    public String name() {
        return String.join(" ", words());
    }

    List<String> words() {
        return List.of(
                taskWord(), valuesWord(), "c=" + clients, count(operations), "crashed=" + crashed(), kind.label());
    }

    /** Whether each of the words of {@code filter}, with commas or spaces in between, is one of this row's. */
    public boolean matches(String filter) {
        return words().containsAll(List.of(filter.strip().split("[\\s,]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList());
    }

    String taskWord() {
        return switch (task) {
            case Task.Check _ -> "check";
            case Task.Keys(int keys) -> "keys=" + count(keys);
            case Task.Compare _ -> "compare";
            case Task.Parse(HistoryFormat format) -> "parse-" + word(format);
            case Task.Whole(HistoryFormat format) -> "read+check-" + word(format);
        };
    }

    private static String word(HistoryFormat format) {
        return switch (format) {
            case EDN -> "edn";
            case JSON_LINES -> "jsonl";
        };
    }

    String valuesWord() {
        return switch (values) {
            case Values.Unique _ -> "unique";
            case Values.Few(int number) -> number + "-values";
        };
    }

    /** Such as {@code 0.1%}. */
    String crashed() {
        double percent = 100 * crashRate;
        return percent == Math.rint(percent)
                ? "%.0f%%".formatted(percent)
                : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    /** Such as {@code 100k}. */
    static String count(long number) {
        if (number >= THOUSAND * THOUSAND && number % (THOUSAND * THOUSAND) == 0) {
            return number / (THOUSAND * THOUSAND) + "M";
        }
        return number >= THOUSAND && number % THOUSAND == 0 ? number / THOUSAND + "k" : String.valueOf(number);
    }
}
