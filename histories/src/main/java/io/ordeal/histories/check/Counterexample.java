package io.ordeal.histories.check;

import io.ordeal.histories.op.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a history cannot be explained.
 *
 * @param key of which independent object; empty where there is but one
 * @param culprit the operation that cannot be placed. Everything that happened before its completion can be explained
 *     without it; no explanation reaches beyond its completion
 * @param attempts the explanations that come that far, the longest first: at most {@link #MAX_ATTEMPTS}, each with
 *     another state at the end. Empty only if a limit was reached while they were gathered
 */
public record Counterexample(Optional<Object> key, Operation culprit, List<Attempt> attempts) {

    /** How many explanations are told at most. */
    public static final int MAX_ATTEMPTS = 16;

    public Counterexample {
        attempts = List.copyOf(attempts);
    }

    /**
     * An explanation of everything that completed before the culprit.
     *
     * @param order how the operations may have taken effect
     * @param state where that leaves the object
     * @param legal the value which the culprit would have to carry to be legal there
     */
    public record Attempt(
            List<Operation> order,
            @Nullable Object state,
            @Nullable Object legal) {
        public Attempt {
            order = List.copyOf(order);
        }
    }

    /** The values with which the culprit would have been legal, each once. */
    public List<@Nullable Object> legalValues() {
        var values = new ArrayList<@Nullable Object>();
        for (Attempt attempt : attempts) {
            if (!values.contains(attempt.legal())) {
                values.add(attempt.legal());
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** The same in one sentence. */
    public String inWords() {
        return culprit + " where only " + legalValues() + " is legal";
    }
}
