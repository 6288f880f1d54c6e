package io.ordeal.histories.check;

import io.ordeal.histories.format.Edn;
import io.ordeal.histories.op.Event.Completion;
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
 * @param stretch the shortest that shows the violation by itself; empty where it was not looked for, or not found in time
 */
public record Counterexample(
        Optional<Object> key, Operation culprit, List<Attempt> attempts, Optional<Stretch> stretch) {

    /** How many explanations are told at most. */
    public static final int MAX_ATTEMPTS = 16;

    private static final int MAX_TOLD = 4;

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
            order = Collections.unmodifiableList(order);
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

    /** The same for a reader, in one or two sentences. */
    public String inWords() {
        var words = new StringBuilder();
        key.ifPresent(it -> words.append("key ").append(Edn.text(it)).append(": "));
        words.append(described(culprit)).append(" fits nowhere. ");
        if (attempts.isEmpty()) {
            return words.append("How far the rest can be explained was not found out in time.")
                    .toString();
        }
        words.append("What completed before it can be explained: ");
        for (Attempt attempt : attempts.subList(0, Math.min(MAX_TOLD, attempts.size()))) {
            words.append("after %d operation%s the state is %s, and %s %s would fit; "
                    .formatted(
                            attempt.order().size(),
                            attempt.order().size() == 1 ? "" : "s",
                            Edn.text(attempt.state()),
                            culprit.f(),
                            Edn.text(attempt.legal())));
        }
        words.setLength(words.length() - 2);
        return words.append(attempts.size() > MAX_TOLD ? "; and so on." : ".").toString();
    }

    /** Such as {@code process 3's read 5 (events 12 to 15)}. */
    private static String described(Operation operation) {
        long begin = operation.invocation().index();
        long end = operation.completion().map(Completion::index).orElse(begin);
        return "process %d's %s %s (events %d to %d)"
                .formatted(operation.process(), operation.f(), values(operation), begin, end);
    }

    private static String values(Operation operation) {
        String argument = Edn.text(operation.argument());
        String result = Edn.text(operation.result());
        if (operation.argument() == null || argument.equals(result)) {
            return result;
        }
        return operation.result() == null ? argument : argument + " -> " + result;
    }
}
