package io.ordeal.histories.encode;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations as they were seen, so that they can be shown again. */
final class Notes {

    private final List<Invocation> invocations = new ArrayList<>();
    private final List<@Nullable Completion> completions = new ArrayList<>();

    /** The number of a new operation. */
    int begin(Invocation invocation) {
        invocations.add(invocation);
        completions.add(null);
        return invocations.size() - 1;
    }

    void end(int operation, Completion completion) {
        completions.set(operation, completion);
    }

    Operation operation(int number) {
        return new Operation(invocations.get(number), Optional.ofNullable(completions.get(number)));
    }
}
