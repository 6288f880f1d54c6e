package io.ordeal.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the sequence of a finding smaller, as long as the same kind of difference shows: first by leaving out steps in
 * shares that halve (Zeller and Hildebrandt: Simplifying and isolating failure-inducing input, 2002), then by leaving
 * out parts of what is left. At the end, no single step or part can be missed.
 */
final class Reduction {

    private static final int TRIALS_MAX = 500;

    private final Duel duel;
    private Finding smallest;
    private int trials;

    private Reduction(Duel duel, Finding finding) {
        this.duel = duel;
        this.smallest = finding;
    }

    static Finding of(Finding finding, Duel duel) {
        var reduction = new Reduction(duel, finding);
        reduction.reduceSteps();
        reduction.reduceParts();
        return reduction.smallest;
    }

    private void reduceSteps() {
        for (int share = Math.max(1, steps().size() / 2); share > 0; share /= 2) {
            for (int from = 0; from < steps().size(); ) {
                var rest = new ArrayList<>(steps());
                rest.subList(from, Math.min(from + share, rest.size())).clear();
                if (rest.isEmpty() || !stillShows(rest)) {
                    from += share;
                } else if (share == 1) {
                    from = 0;
                }
            }
        }
    }

    private void reduceParts() {
        boolean reduced = true;
        while (reduced) {
            reduced = false;
            for (int at = 0; at < steps().size() && !reduced; at++) {
                reduced = reducePart(at);
            }
        }
    }

    private boolean reducePart(int at) {
        return steps().get(at).smaller().anyMatch(smaller -> {
            var others = new ArrayList<>(steps());
            others.set(at, smaller);
            return stillShows(others);
        });
    }

    private List<Step> steps() {
        return smallest.sequence().steps();
    }

    private boolean stillShows(List<Step> steps) {
        if (trials++ >= TRIALS_MAX) {
            return false;
        }
        Optional<Finding> again = duel.run(smallest.sequence().with(steps))
                .filter(finding -> finding.kind().equals(smallest.kind()));
        again.ifPresent(finding -> smallest = finding);
        return again.isPresent();
    }
}
