package io.ordeal.harness.conformance;

import java.util.List;

/** Steps that share a directory of their own, on connections of their own. */
record Sequence(String family, List<Step> steps) {
    Sequence {
        steps = List.copyOf(steps);
    }

    Sequence with(List<Step> others) {
        return new Sequence(family, others);
    }
}
