package io.ordeal.harness.cli;

import io.ordeal.harness.judge.Finding;
import io.ordeal.harness.judge.Linearizability;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.audit.Auditor;
import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.format.HistoryReader;
import io.ordeal.histories.format.MalformedFileException;
import io.ordeal.histories.format.TruncatedFileException;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.MalformedHistoryException;
import io.ordeal.histories.op.Outcome;
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
            "  ordeal check history.edn --checker set-full       did every element that was added stay?"
        })
final class CheckCommand implements Callable<Integer> {

    private static final String LINEARIZABLE = "linearizable";

    @Parameters(
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "An .edn or .jsonl file, or the folder of a run.")
    private Path file = Path.of("history.edn");

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
            description = "register or cas-register.")
    private String model = "cas-register";

    @Option(names = "--independent", description = "Values are [key value]; each key is checked by itself.")
    private boolean independent;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Seconds.class,
            description = "After which the verdict is unknown.")
    private Duration timeLimit = Duration.ZERO;

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
        boolean ours = Files.isDirectory(file);
        Path history = ours ? file.resolve("history.jsonl") : file;
        if (!checker.equals(LINEARIZABLE)) {
            return audited(history, ours).exitCode();
        }
        try {
            return judged(history, read(history), ours || independent).exitCode();
        } catch (MalformedHistoryException | MisfitException e) {
            throw Trouble.usage(history + ": " + e.getMessage());
        }
    }

    /** Whether kinds of operation ever succeed is nothing that each key of a run of ours has to show by itself. */
    private Verdict audited(Path history, boolean ours) throws IOException {
        Auditor auditor = Audits.named(checker);
        boolean byKey = independent || (ours && auditor.looksAtValues());
        for (String option : List.of("--model", "--nil-reads", "--time-limit")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw Trouble.usage(option + " is for --checker linearizable; " + checker + " needs none");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        return reading(history, truncation -> Audits.verdict(auditor, history, byKey, truncation, out));
    }

    private History read(Path history) throws IOException {
        return reading(history, truncation -> HistoryReader.read(history, truncation));
    }

    /** What is made of a file. */
    private interface Reading<T> {
        T of(Truncation truncation) throws IOException;
    }

    private <T> T reading(Path history, Reading<T> reading) throws IOException {
        if (!Files.exists(history)) {
            throw Trouble.usage(history + ": there is no such file");
        }
        try {
            return reading.of(allowTruncated ? Truncation.ALLOWED : Truncation.REFUSED);
        } catch (TruncatedFileException e) {
            throw Trouble.usage(e.getMessage() + "; check what there is of it with --allow-truncated");
        } catch (MalformedFileException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }

    private Verdict judged(Path path, History history, boolean byKey) {
        var checker = Linearizable.with(register(path)).within(Session.limits().withTime(timeLimit));
        var result = Linearizability.of(byKey ? checker.checkEach(history) : checker.check(history));
        long ok = history.operations().stream()
                .filter(op -> op.outcome() == Outcome.OK)
                .count();
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%s   %s   %,d operations, %,d ok",
                path,
                model,
                history.operations().size(),
                ok));
        Finding finding = result.finding();
        Verdict verdict = finding.verdict().or(ok == 0 ? Verdict.VACUOUS : Verdict.VALID);
        for (Counterexample counterexample : result.counterexamples()) {
            out.println("  " + Linearizability.sentence(counterexample) + ", event "
                    + counterexample.culprit().invocation().index());
        }
        out.println(verdict == Verdict.VACUOUS ? "VACUOUS   nothing ever succeeded" : told(verdict, finding));
        return verdict;
    }

    private static String told(Verdict verdict, Finding finding) {
        return verdict == Verdict.INVALID ? "INVALID" : verdict + "   " + finding.summary();
    }

    private Register register(Path path) {
        boolean lines = path.toString().matches(".*\\.jsonl(\\.gz)?");
        NilRead nil = nilReads.orElse(lines ? NilRead.INITIAL : NilRead.ANYTHING);
        return switch (model) {
            case "register" -> Register.plain(nil);
            case "cas-register" -> Register.withCas(nil);
            default -> throw Trouble.usage("unknown model '" + model + "': must be register or cas-register");
        };
    }
}
