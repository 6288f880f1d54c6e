package io.ordeal.harness.cli;

import io.ordeal.harness.run.PlanJson;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.store.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a stored plan again. */
@Command(
        name = "replay",
        description = "Runs the plan of a stored run again and says whether the same came of it. In simulation the"
                + " history must be the same, byte for byte.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ordeal replay store/latest",
            "  ordeal replay store/register/20260301T120000.000Z",
            "  ordeal replay plan.json",
            "",
            "  With other faults, edited by hand:",
            "    cp store/latest/schedule.txt mine.txt",
            "    ordeal replay store/latest --schedule mine.txt"
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "RUN",
            showDefaultValue = Visibility.NEVER,
            description = "The folder of a run, or a plan by itself.")
    private Path run = Path.of("store/latest");

    @Option(
            names = "--schedule",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "Faults to inject instead of those of the plan: a line for each, such as 1.5s kill leader.")
    private Optional<Path> schedule = Optional.empty();

    @Option(names = "--store", paramLabel = "DIR", defaultValue = "store", description = "Where runs are kept.")
    private Path store = Path.of("store");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        // Before anything is run: "latest" leads elsewhere once there is a new run.
        Path original = existing();
        TestPlan stored = plan(original);
        TestPlan plan = schedule.isPresent() ? Schedules.read(schedule.get(), stored) : stored;
        var terminal = Terminal.standard(spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        var ended = Session.perform(plan, store, terminal, "again: " + Summary.header(plan), out);
        Path before = new RunFolder(original).history();
        boolean comparable = plan.equals(stored)
                && plan.cluster() == ClusterKind.SIM
                && !ended.signalled()
                && Files.isRegularFile(before);
        if (!comparable) {
            return ended.exitCode();
        }
        long differs = Files.mismatch(before, ended.folder().history());
        if (differs < 0) {
            out.println("same history, byte for byte: " + Files.size(before) + " bytes");
            return ended.exitCode();
        }
        out.println("ANOTHER HISTORY from byte " + differs + " on: " + before + " and "
                + ended.folder().history());
        return explainable(plan, out) ? ended.exitCode() : Trouble.BROKEN;
    }

    private static boolean explainable(TestPlan plan, PrintWriter out) {
        boolean otherVersion = !plan.version().equals(Version.current());
        out.println(
                otherVersion
                        ? "it was recorded with version " + plan.version() + ", this is " + Version.current()
                        : "a simulation must replay exactly: either the run was cut short, or this is a bug");
        return otherVersion;
    }

    private Path existing() throws IOException {
        if (!Files.exists(run)) {
            throw Trouble.usage(run + ": there is no such run");
        }
        return run.toRealPath();
    }

    private static TestPlan plan(Path original) throws IOException {
        Path file = Files.isDirectory(original) ? new RunFolder(original).plan() : original;
        try {
            return PlanJson.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw Trouble.usage(file + ": " + e.getMessage());
        }
    }
}
