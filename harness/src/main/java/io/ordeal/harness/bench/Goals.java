package io.ordeal.harness.bench;

import static io.ordeal.harness.bench.Rows.FEW;
import static io.ordeal.harness.bench.Rows.KILO;
import static io.ordeal.harness.bench.Rows.MEGA;
import static io.ordeal.harness.bench.Rows.UNIQUE;

import io.ordeal.harness.bench.Measurement.Located;
import io.ordeal.harness.bench.Row.Task;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.generate.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the checker is meant to reach, and whether it did. */
public final class Goals {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_GIGABYTE = 1e9;
    private static final double LONGEST_WINDOW = 150;
    private static final double LARGEST_CORE = 10;

    private static final List<Goal> ALL = List.of(
            new Goal("ns/op at 1M at most 1.5 times those at 10k", Goals::growth),
            time("1M operations, 5 values, 10 clients, in 1.5 s", 1.5, valid(FEW, 10, MEGA, 0)),
            time("10M operations, 5 values, 5 clients, in 3 s", 3, valid(FEW, 5, 10 * MEGA, 0)),
            time(
                    "10M operations, unique values, 30 clients, 5% crashed, in 1 s",
                    1, valid(UNIQUE, 30, 10 * MEGA, 0.05)),
            time("1M operations, 5 values, 5 clients, 5% crashed, in 5 s", 5, valid(FEW, 5, MEGA, 0.05)),
            time("100k of these, 30 clients, a phantom read, in 60 s", 60, phantom(FEW, 30, 100 * KILO, 0.05)),
            time(
                    "1k operations, 10 clients, warm, in 0.5 ms",
                    0.0005,
                    valid(FEW, 10, KILO, 0).or(valid(UNIQUE, 10, KILO, 0))),
            time(
                    "1k operations that are invalid, any number of clients, in 5 ms",
                    0.005,
                    checked(KILO).and(flawed())),
            new Goal("no UNKNOWN up to 1M operations", Goals::unknown),
            new Goal(
                    "a peak of 4 GB of heap",
                    all -> worst(all, it -> it.peakBytes() / BYTES_PER_GIGABYTE, 4, "%.2f GB")),
            new Goal(
                    "1M operations parsed a second",
                    all -> worst(
                            all.stream()
                                    .filter(it -> it.row().task() instanceof Task.Parse)
                                    .toList(),
                            it -> MEGA / it.operationsPerSecond(),
                            1,
                            "%.2f s a million")),
            new Goal("windows of 150 events at most", Goals::windows),
            new Goal("a core of 10 operations at most, in the median", Goals::cores));

    private Goals() {}

    /** @param met empty where nothing that was measured tells */
    public record Outcome(String goal, Optional<Boolean> met, String detail) {

        /** A line for the reader. */
        public String line() {
            String word = met.map(it -> it ? "met" : "MISSED").orElse("-");
            return "  %-7s %-68s %s".formatted(word, goal, met.isEmpty() ? "not measured" : detail);
        }
    }

    /** @param found what the measurements say; empty where they say nothing */
    private record Goal(String text, Function<List<Measurement>, Optional<Finding>> found) {}

    private record Finding(boolean met, String detail) {}

    /** Of each goal, in turn. */
    public static List<Outcome> outcomes(List<Measurement> measurements) {
        return ALL.stream()
                .map(goal -> {
                    Optional<Finding> finding = goal.found().apply(measurements);
                    return new Outcome(
                            goal.text(),
                            finding.map(Finding::met),
                            finding.map(Finding::detail).orElse(""));
                })
                .toList();
    }

    private static Goal time(String text, double seconds, Predicate<Row> rows) {
        return new Goal(text, all -> {
            var which = all.stream().filter(it -> rows.test(it.row())).toList();
            Optional<Measurement> undecided =
                    which.stream().filter(Goals::isUnknown).findFirst();
            if (undecided.isPresent()) {
                return Optional.of(
                        new Finding(false, "UNKNOWN: " + undecided.get().row().name()));
            }
            return seconds < 1
                    ? worst(which, it -> it.timing().median() / NANOS_PER_MILLI, seconds * 1000, "%.3f ms")
                    : worst(which, it -> it.timing().median() / NANOS_PER_SECOND, seconds, "%.2f s");
        });
    }

    private static Predicate<Row> checked(int operations) {
        return row -> row.task() instanceof Task.Check && row.operations() == operations;
    }

    private static Predicate<Row> flawed() {
        return row -> row.kind() != Kind.VALID;
    }

    private static Predicate<Row> like(Values values, int clients, int operations, double crashRate) {
        return checked(operations)
                .and(row -> row.values().equals(values) && row.clients() == clients && row.crashRate() == crashRate);
    }

    private static Predicate<Row> valid(Values values, int clients, int operations, double crashRate) {
        return like(values, clients, operations, crashRate).and(flawed().negate());
    }

    private static Predicate<Row> phantom(Values values, int clients, int operations, double crashRate) {
        return like(values, clients, operations, crashRate)
                .and(row -> row.kind() == Kind.PHANTOM_MIDDLE || row.kind() == Kind.PHANTOM_END);
    }

    /** The worst of all, which is the greatest. */
    private static Optional<Finding> worst(
            List<Measurement> all, ToDoubleFunction<Measurement> figure, double limit, String form) {
        return all.stream()
                .max(Comparator.comparingDouble(figure))
                .map(it -> new Finding(
                        figure.applyAsDouble(it) <= limit,
                        form.formatted(figure.applyAsDouble(it)) + " "
                                + it.row().name()));
    }

    /** Rows that differ in size only. */
    private static Optional<Finding> growth(List<Measurement> all) {
        var growths = new ArrayList<Finding>();
        double worst = 0;
        for (Measurement large : all) {
            Row row = large.row();
            Optional<Measurement> small =
                    !valid(row.values(), row.clients(), MEGA, row.crashRate()).test(row)
                            ? Optional.empty()
                            : all.stream()
                                    .filter(it -> valid(row.values(), row.clients(), 10 * KILO, row.crashRate())
                                            .test(it.row()))
                                    .findFirst();
            double growth = small.map(it -> large.nanosPerOperation() / it.nanosPerOperation())
                    .orElse(0.0);
            if (growth > worst) {
                worst = growth;
                growths.add(new Finding(growth <= 1.5, "%.2f times %s".formatted(growth, row.name())));
            }
        }
        return growths.isEmpty() ? Optional.empty() : Optional.of(growths.getLast());
    }

    private static boolean isUnknown(Measurement it) {
        return it.decided()
                .filter(decided -> decided.verdict() == Verdict.UNKNOWN)
                .isPresent();
    }

    private static Optional<Finding> unknown(List<Measurement> all) {
        var small = all.stream()
                .filter(it -> it.decided().isPresent() && it.row().atOnce() <= MEGA)
                .toList();
        var undecided = small.stream()
                .filter(Goals::isUnknown)
                .map(it -> it.row().name())
                .toList();
        if (small.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                undecided.isEmpty(),
                undecided.isEmpty()
                        ? small.size() + " rows"
                        : "%d of %d rows, such as %s".formatted(undecided.size(), small.size(), undecided.getFirst())));
    }

    private static Optional<Finding> windows(List<Measurement> all) {
        var sizes = new ArrayList<Integer>();
        int missing = 0;
        for (Measurement it : all) {
            sizes.addAll(it.located().map(Located::windows).orElse(List.of()));
            missing += it.located().map(Located::missing).orElse(0);
        }
        if (sizes.isEmpty() && missing == 0) {
            return Optional.empty();
        }
        int longest = sizes.stream().mapToInt(size -> size).max().orElse(0);
        return Optional.of(new Finding(
                missing == 0 && longest <= LONGEST_WINDOW,
                "the longest of %d is %d%s"
                        .formatted(sizes.size(), longest, missing == 0 ? "" : ", and " + missing + " were not found")));
    }

    private static Optional<Finding> cores(List<Measurement> all) {
        var sizes = all.stream()
                .flatMap(it -> it.located().stream())
                .flatMap(located -> located.cores().stream())
                .sorted()
                .toList();
        return sizes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        sizes.get(sizes.size() / 2) <= LARGEST_CORE,
                        "%d; the largest of %d is %d"
                                .formatted(sizes.get(sizes.size() / 2), sizes.size(), sizes.getLast())));
    }
}
