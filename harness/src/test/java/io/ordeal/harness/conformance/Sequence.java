package io.ordeal.harness.conformance;

import java.util.List;

/** Steps that share a directory of their own, on connections of their own. */
record Sequence(String family, List<Step> steps) {
    Sequence {
        steps = List.copyOf(steps);
    }

    /** Says whether keys end while it runs. */
    boolean waits() {
        return steps.stream().anyMatch(Step.AwaitEnd.class::isInstance);
    }

    Sequence with(List<Step> others) {
        return new Sequence(family, others);
    }
}
