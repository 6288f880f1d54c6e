package io.ordeal.harness.judge;

import static java.util.stream.Collectors.joining;

import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.workload.Workload;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.op.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at the history of a run from all sides. */
public final class Judge {

    /** With fewer successful operations than this, or than one in a hundred, a run proves nothing. */
    private static final long FEW = 20;

    private static final long SHARE = 100;

    private Judge() {}

    /**
     * A run that was ended early by a violation is not to blame for what it did not come to.
     *
     * @param inside what was seen inside the cluster
     * @throws IllegalStateException where the checker does not find the violation that ended the run
     */
    public static Judgement judge(TestPlan plan, Workload workload, History history, Inside inside, Limits limits) {
        var course = Course.of(history);
        List<Stats> stats = Stats.each(course.main());
        List<FaultWindow> windows = FaultWindow.in(history.events());
        Optional<Duration> served = course.served(plan.concurrency(), plan.recoveryLimit());
        var linearizable = Linearizability.of(
                Linearizable.with(workload.model()).within(limits).checkEach(history));

        var findings = new ArrayList<Finding>();
        findings.add(linearizable.finding());
        findings.add(activity(stats, workload));
        plan.faults().forEach(kind -> findings.add(faults(kind, windows)));
        if (course.cured().isPresent() && !course.interrupted() && !course.failedFast()) {
            findings.add(recovery(served, stats.getLast().ok(), plan.recoveryLimit()));
        }
        findings.addAll(inside.findings());
        if (course.failedFast()) {
            bearOut(linearizable.finding());
            findings.removeIf(finding -> finding.verdict() == Verdict.VACUOUS);
        }
        return new Judgement(
                findings,
                stats,
                windows,
                inside.chronicle().reigns(end(history)),
                served,
                linearizable.counterexamples(),
                course.interrupted(),
                course.failedFast());
    }

    private static long end(History history) {
        return history.events().isEmpty() ? 0 : history.events().getLast().time();
    }

    /** What was certain while the run went on is so afterwards. */
    private static void bearOut(Finding linearizable) {
        if (linearizable.verdict() == Verdict.VALID) {
            throw new IllegalStateException("the checkers contradict each other: the one that watched the run says that"
                    + " it cannot be explained, the one that looked at all of it that it can: " + linearizable.summary()
                    + "; one of them has a defect, trust neither");
        }
    }

    /** A run in which next to nothing succeeded, or some kind of operation never did, is no test. */
    private static Finding activity(List<Stats> stats, Workload workload) {
        Stats all = stats.getLast();
        String never = workload.kinds().stream()
                .filter(f -> stats.stream().noneMatch(own -> own.f().equals(f) && own.ok() > 0))
                .collect(joining(", "));
        String figures = String.format(Locale.ROOT, "%,d of %,d operations succeeded", all.ok(), all.count());
        if (all.ok() == 0) {
            return new Finding("activity", Verdict.VACUOUS, "the cluster never served a client: " + figures);
        }
        if (!never.isEmpty()) {
            return new Finding("activity", Verdict.VACUOUS, "no " + never + " ever succeeded; " + figures);
        }
        boolean few = all.ok() < FEW || all.ok() * SHARE < all.count();
        return new Finding("activity", few ? Verdict.VACUOUS : Verdict.VALID, few ? "too few: " + figures : figures);
    }

    private static Finding faults(String kind, List<FaultWindow> windows) {
        List<FaultWindow> own =
                windows.stream().filter(window -> window.kind().equals(kind)).toList();
        long effective = own.stream().filter(FaultWindow::effective).count();
        String summary = own.isEmpty() ? "it never happened" : effective + " of " + own.size() + " took effect";
        return new Finding(kind, effective > 0 ? Verdict.VALID : Verdict.VACUOUS, summary);
    }

    /** A cluster that served while it was tormented must serve everybody once it is not. */
    private static Finding recovery(Optional<Duration> served, long ok, Duration limit) {
        if (served.isPresent()) {
            String after = served.get().toSeconds() > 0
                    ? String.format(Locale.ROOT, "%.1f s", served.get().toMillis() / 1000.0)
                    : served.get().toMillis() + " ms";
            return new Finding("recovery", Verdict.VALID, "every client was served " + after + " after the cures");
        }
        return new Finding(
                "recovery",
                ok > 0 ? Verdict.INVALID : Verdict.VACUOUS,
                "not every client was served within " + limit.toSeconds() + " s after the cures");
    }
}
