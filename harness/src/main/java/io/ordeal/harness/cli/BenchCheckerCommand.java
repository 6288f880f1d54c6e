package io.ordeal.harness.cli;

import io.ordeal.harness.bench.CheckerBench;
import io.ordeal.harness.bench.ContradictionException;
import io.ordeal.harness.bench.Effort;
import io.ordeal.harness.bench.Row;
import io.ordeal.harness.bench.Rows;
import io.ordeal.harness.bench.Settings;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.check.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the checker. */
@Command(
        name = "checker",
        description = {
            "Measures the checker on histories of a register, made from a seed, of which the"
                    + " verdict is known. A verdict that is not the known one ends it.",
            "",
            "  task       check: histories in numbers, each by itself: 20 of 1k, or one",
            "             keys=1k: one of each key, on all processors",
            "             compare: from the events on, by our checker, and then by",
            "             Porcupine's search, which gets 20 s at most",
            "             parse: a file is read; read+check: and checked",
            "  ms         for one history, for all keys, or for one file: the best and the",
            "             median of the runs, once it is warm. Making the history does not",
            "             count; verifying the explanation does, and so does gathering the",
            "             counterexample",
            "  MiB        the most heap in use in the first run, above what was in use",
            "             before; garbage that nobody has collected yet counts",
            "  tier       which of the checker's ways decided",
            "  window     how many events the stretch has that cannot be explained by",
            "             itself, at most; with a question mark where one was not found",
            "  core       how many operations are left of that, at most",
            "  culprit    who is blamed: the planted read, one that overlaps it, or one",
            "             ELSEWHERE",
            "  find ms    how long it takes to find the window, given its end",
            "  porcupine  how many times as long Porcupine's search takes, or more than",
            "             that, if it did not come through"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        footer = {
            "",
            "All rows take about an hour, those of --quick about a minute. A goal that is missed does not change the"
                    + " exit code.",
            "",
            "Examples:",
            "  ordeal bench checker --quick",
            "  ordeal bench checker --max-operations 100k --json bench.jsonl",
            "  ordeal bench checker --rows check,5-values,c=10,crashed=0%%",
            "  ordeal bench checker --rows compare"
        })
final class BenchCheckerCommand implements Callable<Integer> {

    private static final Duration QUICK_LIMIT = Duration.ofSeconds(10);
    private static final int QUICK_RUNS = 3;

    @Option(names = "--quick", description = "Only some of the rows, each with less care, and 10 s a check.")
    private boolean quick;

    @Option(
            names = "--max-operations",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "10M",
            description = "Leave out rows with more operations, such as 100k.")
    private long maxOperations;

    @Option(
            names = "--rows",
            paramLabel = "WORDS",
            showDefaultValue = Visibility.NEVER,
            description = "Only rows that have all of these words in the columns before the figures.")
    private String words = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides every history.")
    private long seed;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = Seconds.class,
            showDefaultValue = Visibility.NEVER,
            description = "After which a check is UNKNOWN: 60s.")
    private Optional<Duration> timeLimit = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Bytes.class,
            showDefaultValue = Visibility.NEVER,
            description = "What a check may claim, such as 2g: six tenths of the heap.")
    private Optional<Long> memory = Optional.empty();

    @Option(
            names = "--runs",
            paramLabel = "N",
            showDefaultValue = Visibility.NEVER,
            description =
                    "How often a check is measured, if that takes no longer than 20 s in all: 5, or with --quick 3"
                            + " and 3 s.")
    private Optional<Integer> runs = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "Write all results there as well, a JSON object a line.")
    private Optional<Path> json = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<Row> rows = rows();
        Settings settings = settings();
        var bench = new CheckerBench(settings);
        try (var report = BenchReport.begin(spec.commandLine(), settings, json)) {
            for (Row row : rows) {
                report.begins(row);
                report.add(bench.measure(row));
            }
            return 0;
        } catch (ContradictionException contradiction) {
            spec.commandLine().getErr().println("ordeal: CONTRADICTION: " + contradiction.getMessage());
            return Verdict.INVALID.exitCode();
        }
    }

    private List<Row> rows() {
        List<Row> rows = (quick ? Rows.quick() : Rows.full())
                .stream()
                        .filter(row -> row.matches(words) && row.atOnce() <= maxOperations)
                        .toList();
        if (rows.isEmpty()) {
            throw Trouble.usage("no row has these words: '" + words + "'; one that there is: "
                    + Rows.full().getLast().name());
        }
        return rows;
    }

    private Settings settings() {
        Limits standard = Limits.standard().withThreads(Runtime.getRuntime().availableProcessors());
        Limits limits = standard.withTime(timeLimit.orElse(quick ? QUICK_LIMIT : standard.time()))
                .withBytes(memory.orElse(standard.bytes()));
        try {
            return new Settings(
                    seed, limits, quick ? Effort.quick(runs.orElse(QUICK_RUNS)) : Effort.full(runs.orElse(5)));
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }
}
