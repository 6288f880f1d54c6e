package io.ordeal.harness.cli;

import io.ordeal.harness.judge.Finding;
import io.ordeal.harness.judge.Linearizability;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.audit.Auditor;
import io.ordeal.histories.check.Algorithm;
import io.ordeal.histories.check.Checking;
import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Stretch;
import io.ordeal.histories.format.HistoryWriter;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Models;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.op.Event;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a stored history. */
@Command(
        name = "check",
        description = "Says whether a history is linearizable, or passes another checker: one of ours, or one of Jepsen"
                + " or Knossos.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ordeal check store/latest                         the last run once more",
            "  ordeal check etcd_042.edn --model cas-register    a history of Jepsen",
            "  ordeal check history.edn --independent            values are [key value]",
            "  ordeal check *.edn --algorithm competition        two independent searches must agree",
            "  ordeal check bad.edn --minimal why.edn            the violation without the rest",
            "  ordeal check history.edn --checker set-full       did every element that was added stay?"
        })
final class CheckCommand implements Callable<Integer> {

    private static final String LINEARIZABLE = "linearizable";
    private static final int MEBI = 20;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            showDefaultValue = Visibility.NEVER,
            description = "An .edn or .jsonl file, or the folder of a run; of several, the worst verdict counts.")
    private List<Path> files = List.of();

    @Option(
            names = "--checker",
            paramLabel = "NAME",
            defaultValue = LINEARIZABLE,
            description = "linearizable, or as Jepsen knows them: set, set-full, set-full-linearizable, counter,"
                    + " queue, total-queue, unique-ids, stats.")
    private String checker = LINEARIZABLE;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "cas-register",
            description = "register, cas-register, multi-register, mutex, set, counter, fifo-queue, unordered-queue"
                    + " or etcd-v2-key.")
    private String model = "cas-register";

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "frontier",
            description = "frontier; porcupine, another search, for a second opinion; or competition, which asks both.")
    private Algorithm algorithm = Algorithm.FRONTIER;

    @Option(names = "--independent", description = "Values are [key value]; each key is checked by itself.")
    private boolean independent;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Seconds.class,
            description = "After which the verdict is unknown; reading does not count.")
    private Duration timeLimit = Duration.ZERO;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Bytes.class,
            showDefaultValue = Visibility.NEVER,
            description = "How much the history and the search may take, such as 256m or 4g, after which the verdict"
                    + " is unknown; by default, and at most, six tenths of the heap.")
    private Optional<Long> memory = Optional.empty();

    @Option(
            names = "--minimal",
            paramLabel = "OUT",
            showDefaultValue = Visibility.NEVER,
            description = "Where to write as little of the first violation as still is one, an .edn or .jsonl file.")
    private Optional<Path> minimal = Optional.empty();

    @Option(
            names = "--nil-reads",
            paramLabel = "KIND",
            showDefaultValue = Visibility.NEVER,
            description = "What a read of nil says. anything: nothing, as Knossos has it, the default for .edn;"
                    + " initial: nobody had written yet, the default for .jsonl.")
    private Optional<NilRead> nilReads = Optional.empty();

    @Option(names = "--allow-truncated", description = "Check what there is of a file that was cut short.")
    private boolean allowTruncated;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Verdict worst = Verdict.VALID;
        for (Path file : files) {
            worst = worst.or(verdict(file));
        }
        return worst.exitCode();
    }

    private Verdict verdict(Path file) throws IOException {
        boolean ours = Files.isDirectory(file);
        Path history = ours ? file.resolve("history.jsonl") : file;
        if (!checker.equals(LINEARIZABLE)) {
            return audited(history, ours);
        }
        return judged(history, ours || independent);
    }

    /** Whether kinds of operation ever succeed is nothing that each key of a run of ours has to show by itself. */
    private Verdict audited(Path history, boolean ours) throws IOException {
        Auditor auditor = Audits.named(checker);
        boolean byKey = independent || (ours && auditor.looksAtValues());
        for (String option :
                List.of("--model", "--algorithm", "--nil-reads", "--time-limit", "--memory", "--minimal")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw Trouble.usage(option + " is for --checker linearizable; " + checker + " needs none");
            }
        }
        return Audits.verdict(
                auditor,
                history,
                byKey,
                truncation(),
                terminal(),
                spec.commandLine().getOut());
    }

    private Truncation truncation() {
        return allowTruncated ? Truncation.ALLOWED : Truncation.REFUSED;
    }

    private Terminal terminal() {
        return Terminal.standard(spec.commandLine().getErr());
    }

    private Limits limits() {
        Limits limits = Session.limits().withTime(timeLimit);
        long most = Limits.affordableBytes();
        if (memory.orElse(0L) > most) {
            terminal()
                    .line("of %d MiB of memory the heap affords %d; for more, give Java a larger heap with -Xmx"
                            .formatted(memory.orElse(0L) >> MEBI, most >> MEBI));
        }
        return memory.map(bytes -> limits.withBytes(Math.min(bytes, most))).orElse(limits);
    }

    private Verdict judged(Path path, boolean byKey) throws IOException {
        var checker = Linearizable.with(model(path)).by(algorithm).within(limits());
        Checking<?> checking = byKey ? checker.beginEach() : checker.begin();
        Terminal terminal = terminal();
        HistoryFile.read(path, truncation(), terminal, checking::accept);
        terminal.passing(path + "   checking");
        Linearizability result;
        try {
            result = Linearizability.of(checking.verdict());
        } catch (MisfitException misfit) {
            throw Trouble.usage(path + ": " + misfit.getMessage());
        } finally {
            terminal.clear();
        }
        return told(path, checking, result);
    }

    private Verdict told(Path path, Checking<?> checking, Linearizability result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%s   %s   %,d operations, %,d ok",
                path,
                model,
                checking.operations(),
                checking.succeeded()));
        Finding finding = result.finding();
        Verdict verdict = finding.verdict().or(checking.succeeded() == 0 ? Verdict.VACUOUS : Verdict.VALID);
        for (Counterexample counterexample : result.counterexamples()) {
            out.println("  " + Linearizability.sentence(counterexample) + ", event "
                    + counterexample.culprit().invocation().index());
            counterexample.stretch().ifPresent(stretch -> out.println("    " + Linearizability.sentence(stretch)));
        }
        writeMinimal(result.counterexamples(), out);
        out.println(verdict == Verdict.VACUOUS ? "VACUOUS   nothing ever succeeded" : told(verdict, finding));
        return verdict;
    }

    private static String told(Verdict verdict, Finding finding) {
        return verdict == Verdict.INVALID ? "INVALID" : verdict + "   " + finding.summary();
    }

    private void writeMinimal(List<Counterexample> counterexamples, PrintWriter out) throws IOException {
        Optional<Stretch> stretch = counterexamples.stream()
                .flatMap(counterexample -> counterexample.stretch().stream())
                .findFirst();
        if (minimal.isEmpty() || stretch.isEmpty()) {
            return;
        }
        try (HistoryWriter writer = HistoryWriter.create(minimal.get())) {
            for (Event event : stretch.get().core()) {
                writer.append(event);
            }
        }
        out.println("  as little of it as still cannot be explained: " + minimal.get());
    }

    private Model<?> model(Path path) {
        boolean lines = path.toString().matches(".*\\.jsonl(\\.gz)?");
        NilRead nil = nilReads.orElse(lines ? NilRead.INITIAL : NilRead.ANYTHING);
        return Models.named(model, nil)
                .orElseThrow(() -> Trouble.usage("unknown model '" + model + "': must be one of "
                        + String.join(", ", Models.operationsByName().keySet())));
    }
}
