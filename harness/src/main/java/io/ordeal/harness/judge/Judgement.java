package io.ordeal.harness.judge;

import io.ordeal.harness.chronicle.Reign;
import io.ordeal.histories.check.Counterexample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run has shown, and what that rests on.
 *
 * @param stats of what was done while faults were about
 * @param reigns who led when, as far as the nodes tell
 * @param recovery how long it took after the cures until every client had been served; empty when that never was
 * @param interrupted whether the run was cut short from outside
 * @param failedFast whether the run was cut short by a violation
 */
public record Judgement(
        List<Finding> findings,
        List<Stats> stats,
        List<FaultWindow> windows,
        List<Reign> reigns,
        Optional<Duration> recovery,
        List<Counterexample> counterexamples,
        boolean interrupted,
        boolean failedFast) {

    public Judgement {
        findings = List.copyOf(findings);
        stats = List.copyOf(stats);
        windows = List.copyOf(windows);
        reigns = List.copyOf(reigns);
        counterexamples = List.copyOf(counterexamples);
    }

    /** The worst of the findings. Without any finding nothing is proven. */
    public Verdict verdict() {
        return findings.stream().map(Finding::verdict).reduce(Verdict::or).orElse(Verdict.VACUOUS);
    }
}
