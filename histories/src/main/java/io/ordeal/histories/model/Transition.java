package io.ordeal.histories.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation, as a partial function between the states of a model. Pure. Transitions that are equal do the same: so
 * a checker knows that two operations can stand in for each other. A record is right.
 */
public interface Transition<S> {

    /** The state after it; empty where it is illegal in {@code state}. */
    Optional<S> from(S state);

    /** The value that it would have to carry in place of its own to be legal in {@code state}. */
    @Nullable
    Object legalIn(S state);

    /** What holds of it in all states; by default nothing. Must be true: see {@link Nature}. */
    default Nature<S> nature() {
        return new Nature.Acts<>();
    }
}
