package io.ordeal.harness.cli;

import io.ordeal.harness.judge.Finding;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.judge.Stats;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.harness.run.TestPlan;
import java.io.PrintWriter;
import java.util.Locale;

/** What a run comes to, in a few lines. */
final class Summary {

    private Summary() {}

    /** Such as {@code register · partition, kill · 5 nodes, simulated · seed 7}. */
    static String header(TestPlan plan) {
        String faults = plan.faults().isEmpty() ? "no faults" : String.join(", ", plan.faults());
        String where = switch (plan.cluster()) {
            case SIM -> "simulated";
            case DOCKER -> "in Docker";
        };
        String reads = switch (plan.reads()) {
            case QUORUM -> "";
            case LOCAL -> ", local reads";
        };
        return "%s%s · %s · %d nodes, %s · seed %d"
                .formatted(plan.workload(), reads, faults, plan.nodes(), where, plan.seed());
    }

    static void print(Session.Ended ended, PrintWriter out) {
        Judgement judgement = ended.judgement();
        Stats all = judgement.stats().getLast();
        out.println(String.format(
                Locale.ROOT,
                "%,d operations   %,d ok   %,d failed   %,d unknown",
                all.count(),
                all.ok(),
                all.fail(),
                all.info()));
        int width = judgement.findings().stream()
                .mapToInt(finding -> finding.checker().length())
                .max()
                .orElse(0);
        for (Finding finding : judgement.findings()) {
            out.println(("  %-" + width + "s  %-7s  %s")
                    .formatted(finding.checker(), word(finding.verdict()), finding.summary()));
        }
        out.println("%s%s   %s   again: ordeal replay %s"
                .formatted(
                        judgement.verdict(),
                        judgement.interrupted() ? " (cut short)" : judgement.failedFast() ? " (ended early)" : "",
                        ended.folder().path(),
                        ended.folder().path()));
    }

    /** What is wrong stands out. */
    static String word(Verdict verdict) {
        return verdict == Verdict.VALID ? "valid" : verdict.name();
    }
}
