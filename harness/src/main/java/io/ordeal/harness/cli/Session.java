package io.ordeal.harness.cli;

import io.ordeal.harness.chronicle.Chronicle;
import io.ordeal.harness.judge.Inside;
import io.ordeal.harness.judge.Judge;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.report.Report;
import io.ordeal.harness.run.Listener;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestRun;
import io.ordeal.harness.store.RunFolder;
import io.ordeal.harness.workload.Registers;
import io.ordeal.harness.workload.Workload;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.check.Notice;
import io.ordeal.histories.format.HistoryWriter;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A plan carried out from an empty folder to a verdict. */
final class Session {

    private final TestPlan plan;
    private final Path store;
    private final RunFolder folder;
    private final Terminal terminal;

    private Session(TestPlan plan, Path store, RunFolder folder, Terminal terminal) {
        this.plan = plan;
        this.store = store;
        this.folder = folder;
        this.terminal = terminal;
    }

    /** What came of a plan. */
    record Ended(RunFolder folder, Judgement judgement, boolean signalled) {
        int exitCode() {
            return signalled ? 130 : judgement.verdict().exitCode();
        }
    }

    /**
     * Carries {@code plan} out; everything of it is in a new folder of {@code store} then.
     *
     * @param title printed once nothing that could be known before stands in the way
     * @param out takes the summary
     */
    static Ended perform(TestPlan plan, Path store, Terminal terminal, String title, PrintWriter out)
            throws IOException {
        Clusters.require(plan.cluster());
        RunFolder folder = folder(store, plan);
        terminal.line(title);
        try (var interrupt = Interrupt.watch(terminal)) {
            var session = new Session(plan, store, folder, terminal);
            Judgement judgement = session.judged(session.run(interrupt));
            var ended = new Ended(folder, judgement, interrupt.getAsBoolean());
            Summary.print(ended, out);
            return ended;
        }
    }

    private static RunFolder folder(Path store, TestPlan plan) {
        try {
            return RunFolder.create(store, plan, Instant.now());
        } catch (IOException e) {
            throw Trouble.broken(
                    "the run store cannot be written: %s; choose another with --store DIR".formatted(Main.reason(e)));
        }
    }

    /** @param began what the nodes' monotonic clocks showed then */
    private record Ran(History history, List<String> breaches, long began) {}

    private Ran run(BooleanSupplier interrupt) throws IOException {
        var pairing = new History.Pairing();
        var progress = new Progress(terminal);
        try (var writer = HistoryWriter.create(folder.history());
                var open = Clusters.open(plan, folder.nodes(), terminal::line)) {
            folder.becomeLatest(store);
            long began = open.nanos().getAsLong();
            TestRun.perform(
                    plan,
                    workload(plan),
                    open.cluster(),
                    new Listener() {
                        @Override
                        public void happened(Event event) {
                            append(writer, event);
                            pairing.add(event);
                            progress.happened(event);
                        }

                        @Override
                        public void noticed(Notice notice) {
                            progress.noticed(notice);
                        }
                    },
                    () -> interrupt.getAsBoolean() || !open.breaches().get().isEmpty());
            return new Ran(pairing.history(), List.copyOf(open.breaches().get()), began);
        } finally {
            terminal.clear();
        }
    }

    private static void append(HistoryWriter writer, Event event) {
        try {
            writer.append(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Judgement judged(Ran ran) throws IOException {
        var inside = new Inside(ran.breaches(), Chronicle.read(folder.nodes(), ran.began()));
        var judgement = Judge.judge(plan, workload(plan), ran.history(), inside, limits());
        folder.conclude(ran.history(), judgement);
        try {
            folder.report(Report.html(plan, folder.path().toString(), ran.history(), judgement));
        } catch (RuntimeException e) {
            terminal.line("the report could not be made, the verdict stands: " + e);
        }
        return judgement;
    }

    static Limits limits() {
        return Limits.standard().withThreads(Runtime.getRuntime().availableProcessors());
    }

    static Workload workload(TestPlan plan) {
        return Registers.workload(plan.keys(), plan.reads() == TestPlan.Reads.QUORUM);
    }
}
