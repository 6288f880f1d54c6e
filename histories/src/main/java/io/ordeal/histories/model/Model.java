package io.ordeal.histories.model;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequential specification. Pure: the same arguments always give equal results, and nothing changes. The
 * {@linkplain io.ordeal.histories.model package} shows a whole one.
 *
 * @param <S> its states: immutable, and equal where they cannot be told apart
 */
public interface Model<S> {

    /** Its name on the command line and in reports. */
    String name();

    /** The state before any operation. */
    S initial();

    /**
     * What an operation does that took effect.
     *
     * @param argument the value it was invoked with
     * @param result the value it completed with
     * @throws MisfitException where the model knows no such operation
     */
    Transition<S> certain(String f, @Nullable Object argument, @Nullable Object result);

    /**
     * What an operation does, should it take effect, of which no result is known.
     *
     * @param argument the value it was invoked with
     * @throws MisfitException where the model knows no such operation
     */
    Transition<S> possible(String f, @Nullable Object argument);

    /** {@code state} as a plain value, for the reader. */
    @Nullable
    Object show(S state);

    /**
     * Which of the {@code possible} operations can be left out of every search: whatever part of a history can be
     * explained with them can be explained without any of them. Operations that do the same may have been handed over
     * as one: nothing can be told from how many there are.
     *
     * @param certain every operation that took effect
     * @param possible every operation that may have; with an answer where it came later than what is looked at
     * @return positions in {@code possible}; none where the model does not care to say
     */
    default BitSet dispensable(List<Transition<S>> certain, List<Transition<S>> possible) {
        return new BitSet();
    }

    /**
     * Whether any other order than that of the {@linkplain Transition#rank ranks} is illegal: an operation never has a
     * smaller rank than one that took effect before it. Must be true, whatever else takes effect in between.
     */
    default boolean isOrderedByRank() {
        return false;
    }
}
