package io.ordeal.harness.cli;

import io.ordeal.harness.bench.server.Contestant;
import io.ordeal.harness.bench.server.Point;
import io.ordeal.harness.bench.server.ServerBench;
import io.ordeal.harness.bench.server.ServerBench.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the server. */
@Command(
        name = "server",
        description = {
            "Measures the server: three nodes on loopback that sync every write to the disk and, where"
                    + " etcd is installed, three of etcd 3.4 beside them, which take the same load in turns.",
            "",
            "  work       put: a value of 256 bytes is set; quorum get and local get: one is read",
            "  conns      how many clients ask at once, each again as soon as it has an answer",
            "  via        the node that all of them ask",
            "  ratio      ordeal's answers a second over etcd's, in the median of the rounds",
            "  p50 …      latencies of all rounds together",
            "  failures   answers with an error, and lost connections; of both",
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        footer = {
            "",
            "All of it takes about a quarter of an hour, --quick about three minutes. A goal that is missed does not"
                    + " change the exit code.",
            "",
            "Examples:",
            "  ordeal bench server --quick",
            "  ordeal bench server --rows put,leader --json server.jsonl",
            "  ordeal bench server --folder /mnt/disk"
        })
final class BenchServerCommand implements Callable<Integer> {

    private static final SortedMap<String, Integer> POPULATIONS =
            new TreeMap<>(Map.of("100k", 100_000, "1M", 1_000_000));
    private static final int QUICK_KEYS = 100_000;
    private static final int WATCHERS = 10_000;

    @Option(names = "--quick", description = "Fewer and shorter rounds.")
    private boolean quick;

    @Option(
            names = "--rows",
            paramLabel = "WORDS",
            showDefaultValue = Visibility.NEVER,
            description = "Only rows that have all of these words, such as put,c=64; failover, watchers=10k and keys=1M"
                    + " are rows, too.")
    private String words = "";

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "On the disk that is to be measured; nothing is left there.")
    private Path folder = Path.of(".");

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
        List<Point> points = ServerBench.points().stream()
                .filter(point -> hasWords(point.name()))
                .toList();
        boolean failover = hasWords("failover");
        List<Integer> populations = POPULATIONS.entrySet().stream()
                .filter(population -> hasWords("keys=" + population.getKey()))
                .filter(population -> !quick || population.getValue() <= QUICK_KEYS)
                .map(Map.Entry::getValue)
                .toList();
        boolean watchers = hasWords("watchers=10k");
        if (points.isEmpty() && !failover && !watchers && populations.isEmpty()) {
            throw Trouble.usage("no row has these words: '" + words + "'; one that there is: "
                    + ServerBench.points().getFirst().name());
        }
        if (!Files.isDirectory(folder)) {
            throw Trouble.usage("--folder: " + folder + " is no folder");
        }
        if (!Contestant.ETCD.isInstalled()) {
            spec.commandLine()
                    .getErr()
                    .println("etcd is not installed, so there is nothing to compare with"
                            + " (on Debian: apt-get install etcd-server)");
        }
        Effort effort = quick ? Effort.quick() : Effort.full();
        try (var report = ServerReport.begin(spec.commandLine(), json)) {
            report.passing("starting three nodes of each …");
            try (var bench = ServerBench.start(folder, effort)) {
                measure(bench, new Rows(points, failover, watchers, populations), report);
            }
        }
        return 0;
    }

    private boolean hasWords(String name) {
        return words.isBlank()
                || List.of(name.split(" ")).containsAll(List.of(words.strip().split("[\\s,]+")));
    }

    /** What is to be measured. */
    private record Rows(List<Point> points, boolean failover, boolean watchers, List<Integer> populations) {}

    private static void measure(ServerBench bench, Rows rows, ServerReport report) throws IOException {
        var hook = new Thread(bench::close, "stop-nodes");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            report.begins(bench);
            for (Point point : rows.points()) {
                report.passing(point.name() + " …");
                report.add(bench.compare(point));
            }
            if (rows.failover()) {
                report.passing("killing leaders …");
                bench.failovers().forEach(report::add);
            }
            if (rows.watchers()) {
                report.passing("watching …");
                bench.crowds(WATCHERS).forEach(report::add);
            }
            for (int keys : rows.populations()) {
                report.passing("setting many keys …");
                bench.populations(keys).forEach(report::add);
            }
            report.conclude();
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is stopping, and so the hook is at work.
        }
    }
}
