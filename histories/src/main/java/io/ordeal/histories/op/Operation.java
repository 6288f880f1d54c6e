package io.ordeal.histories.op;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, and what came of it.
 *
 * @param completion empty where the history ends, or the client went silent, before the operation did
 */
public record Operation(Invocation invocation, Optional<Completion> completion) {

    public long process() {
        return invocation.process();
    }

    public String f() {
        return invocation.f();
    }

    /** How it ended; {@link Outcome#INFO} where it did not. */
    public Outcome outcome() {
        return completion.map(Completion::outcome).orElse(Outcome.INFO);
    }

    /** What it was given. */
    public @Nullable Object argument() {
        return invocation.value();
    }

    /** What it gave back; {@code null} where it did not. */
    public @Nullable Object result() {
        return completion.isPresent() ? completion.get().value() : null;
    }
}
