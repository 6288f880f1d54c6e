package io.ordeal.histories.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation, as a partial function between the states of a model. Pure. */
public interface Transition<S> {

    /** The state after it; empty where it is illegal in {@code state}. */
    Optional<S> from(S state);

    /** The value that it would have to carry in place of its own to be legal in {@code state}. */
    @Nullable
    Object legalIn(S state);
}
