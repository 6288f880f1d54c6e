package io.ordeal.harness.cli;

import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.Reads;
import io.ordeal.harness.workload.Registers;
import io.ordeal.nemesis.cluster.Shortcut;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one test. */
@Command(
        name = "test",
        description = "Runs a workload on a cluster while faults are injected, and says whether it was linearizable.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ordeal test --cluster sim --faults all --seed 7",
            "  ordeal test --cluster docker --faults partition,kill --time-limit 5m",
            "  ordeal test --cluster sim --reads local      must find a stale read, and ends there",
            "  ordeal test --reads local --no-fail-fast     goes on, and finds all of them",
            "",
            "Everything that a run leaves is in store/register/TIME; store/latest leads to the last one."
        })
final class TestCommand implements Callable<Integer> {

    private static final Duration OP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);
    private static final int SEEDS = 1_000_000_000;

    /** Where the cluster shall run. */
    enum Where {
        SIM,
        DOCKER,
        AUTO
    }

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "sim, docker, or auto: docker where an engine answers, else sim.")
    private Where where = Where.AUTO;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "5", description = "How many nodes.")
    private int nodes;

    @Option(names = "--workload", paramLabel = "NAME", defaultValue = "register", description = "register.")
    private String workload = Registers.NAME;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            defaultValue = "all",
            description = "Some of partition,kill,pause, or all, or none.")
    private String faults = "all";

    @Option(
            names = "--schedule",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "Faults to inject instead of any drawn: a line for each, such as 1.5s kill leader.")
    private Optional<Path> schedule = Optional.empty();

    @Option(
            names = "--reads",
            paramLabel = "KIND",
            defaultValue = "quorum",
            description = "quorum: linearizable; local: whatever the node has.")
    private Reads reads = Reads.QUORUM;

    @Option(
            names = "--shortcuts",
            paramLabel = "LIST",
            showDefaultValue = Visibility.NEVER,
            description = "What the servers shall do faster than is safe: lease-reads, no-fsync. Default: nothing.")
    private Optional<String> shortcuts = Optional.empty();

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Seconds.class,
            description = "How long operations go on under faults.")
    private Duration timeLimit = Duration.ZERO;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "Operations a second.")
    private double rate;

    @Option(names = "--concurrency", paramLabel = "N", defaultValue = "10", description = "Clients at once.")
    private int concurrency;

    @Option(names = "--keys", paramLabel = "N", defaultValue = "5", description = "How many keys.")
    private int keys;

    @Option(
            names = "--fail-fast",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            showDefaultValue = Visibility.NEVER,
            description = "Ends the run, or with no- does not, as soon as a violation is certain. Default: it does.")
    private boolean failFast = true;

    @Option(
            names = "--seed",
            paramLabel = "N",
            showDefaultValue = Visibility.NEVER,
            description = "Decides every random choice; drawn at random when not given.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--store", paramLabel = "DIR", defaultValue = "store", description = "Where runs are kept.")
    private Path store = Path.of("store");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var terminal = Terminal.standard(spec.commandLine().getErr());
        var choice = Clusters.choose(where);
        TestPlan drawn = plan(choice.kind());
        TestPlan plan = schedule.isPresent() ? Schedules.read(schedule.get(), drawn) : drawn;
        String title = choice.why().map(why -> why + System.lineSeparator()).orElse("") + Summary.header(plan);
        return Session.perform(plan, store, terminal, title, spec.commandLine().getOut())
                .exitCode();
    }

    private TestPlan plan(TestPlan.ClusterKind cluster) {
        if (!workload.equals(Registers.NAME)) {
            throw Trouble.usage("unknown workload '" + workload + "': must be " + Registers.NAME);
        }
        long drawn = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(SEEDS));
        try {
            List<FaultPackage> packages = FaultPackage.parse(faults);
            return new TestPlan(
                    Version.current(),
                    cluster,
                    nodes,
                    workload,
                    reads,
                    shortcuts
                            .map(words -> Stream.of(words.split(",", -1))
                                    .map(Shortcut::parse)
                                    .distinct()
                                    .toList())
                            .orElse(List.of()),
                    keys,
                    packages.stream().map(FaultPackage::name).toList(),
                    Schedule.draw(packages, timeLimit, drawn),
                    timeLimit,
                    rate,
                    concurrency,
                    OP_TIMEOUT,
                    RECOVERY_LIMIT,
                    failFast,
                    drawn);
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }
}
