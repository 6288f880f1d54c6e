package io.ordeal.histories.model;

import io.ordeal.histories.op.Literal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation, as a partial function between the states of a model. Pure. Transitions that are equal do the same: so
 * a checker knows that two operations can stand in for each other. A record is right.
 */
public interface Transition<S> {

    /** In place of a {@linkplain #legalIn legal} value: whatever it carried, it would be illegal. */
    Object NOTHING = new Literal("nothing");

    /** One that is legal everywhere and changes nothing: a read of which nobody knows the result. */
    static <S> Transition<S> passing() {
        return new Glance<>();
    }

    /** The state after it; empty where it is illegal in {@code state}. */
    Optional<S> from(S state);

    /**
     * The value that it would have to carry in place of its own to be legal in {@code state}: the result, or the
     * argument where that is at fault; a set where any of several would do; {@link #NOTHING} where none would.
     */
    @Nullable
    Object legalIn(S state);

    /** What holds of it in all states; by default nothing. Must be true: see {@link Nature}. */
    default Nature<S> nature() {
        return new Nature.Acts<>();
    }
}
