package io.ordeal.histories.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A read that tells nothing. */
record Glance<S>() implements Transition<S> {

    @Override
    public Nature<S> nature() {
        return new Nature.Passes<>();
    }

    @Override
    public Optional<S> from(S state) {
        return Optional.of(state);
    }

    @Override
    public @Nullable Object legalIn(S state) {
        return null;
    }
}
