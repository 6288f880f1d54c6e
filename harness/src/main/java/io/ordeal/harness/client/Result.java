package io.ordeal.harness.client;

import io.ordeal.histories.op.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an operation ended, as its completion in the history will tell. */
public record Result(Outcome outcome, @Nullable Object value, Optional<String> error) {

    static Result ok(@Nullable Object value) {
        return new Result(Outcome.OK, value, Optional.empty());
    }

    static Result fail(@Nullable Object value, String error) {
        return new Result(Outcome.FAIL, value, Optional.of(error));
    }

    static Result info(@Nullable Object value, String error) {
        return new Result(Outcome.INFO, value, Optional.of(error));
    }
}
