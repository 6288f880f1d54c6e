package io.ordeal.histories.check;

import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides small histories of one cas-register by trying every order: Wing and Gong's recursion, with nothing clever in
 * it, and nothing shared with the checker or its models. Nil read means never written.
 */
final class Oracle {

    private final List<Operation> operations = new ArrayList<>();

    Oracle(History history) {
        for (Operation operation : history.operations()) {
            if (operation.outcome() != Outcome.FAIL) {
                operations.add(operation);
            }
        }
    }

    boolean explains() {
        return explainsUntil(Long.MAX_VALUE);
    }

    /** The index of the first return whose prefix cannot be explained. */
    OptionalLong firstReturnBeyondExplanation() {
        return operations.stream()
                .mapToLong(Oracle::end)
                .filter(end -> end != Long.MAX_VALUE)
                .sorted()
                .filter(end -> !explainsUntil(end))
                .findFirst();
    }

    /** As if nothing had been seen after the event at {@code end}. */
    private boolean explainsUntil(long end) {
        return recurse(new boolean[operations.size()], null, end);
    }

    private boolean recurse(boolean[] done, @Nullable Object state, long horizon) {
        long firstReturn = Long.MAX_VALUE;
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && end(operations.get(i)) <= horizon) {
                firstReturn = Math.min(firstReturn, end(operations.get(i)));
            }
        }
        if (firstReturn == Long.MAX_VALUE) {
            return true;
        }
        for (int i = 0; i < done.length; i++) {
            Operation operation = operations.get(i);
            if (!done[i] && operation.invocation().index() < firstReturn && legal(operation, state)) {
                done[i] = true;
                boolean found = recurse(done, after(operation, state), horizon);
                done[i] = false;
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long end(Operation operation) {
        return operation.outcome() == Outcome.OK
                ? operation.completion().orElseThrow().index()
                : Long.MAX_VALUE;
    }

    private static boolean legal(Operation operation, @Nullable Object state) {
        if (operation.f().equals("read")) {
            return operation.outcome() == Outcome.INFO || Objects.equals(operation.result(), state);
        }
        return operation.f().equals("write")
                || Objects.equals(((List<?>) Objects.requireNonNull(operation.argument())).get(0), state);
    }

    private static @Nullable Object after(Operation operation, @Nullable Object state) {
        return switch (operation.f()) {
            case "read" -> state;
            case "write" -> operation.argument();
            default -> ((List<?>) Objects.requireNonNull(operation.argument())).get(1);
        };
    }
}
