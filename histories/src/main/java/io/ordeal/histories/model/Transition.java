package io.ordeal.histories.model;

import io.ordeal.histories.op.Literal;
import java.util.Optional;
import java.util.OptionalLong;
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

    /**
     * Where it stands in an order that is worth a try; by default nowhere. Whoever changes something at {@code i} has
     * {@code 2 * i}, whoever saw that {@code 2 * i + 1}. Operations of one rank can be exchanged: one order of them is
     * legal where another is. See {@link Model#isOrderedByRank}.
     */
    default OptionalLong rank() {
        return OptionalLong.empty();
    }

    /** What it does with the elements of a collection, where it does just that. */
    default Optional<Handling> handling() {
        return Optional.empty();
    }
}
