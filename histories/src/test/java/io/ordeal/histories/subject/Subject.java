package io.ordeal.histories.subject;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.History;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An object, in the plainest way: what calls do to it, and what its clients may ask of it.
 *
 * @param <S> its states: immutable, small, and equal where they cannot be told apart
 */
public interface Subject<S> {

    /** What claims to describe it. */
    Model<?> model();

    /** The object before any call. */
    S fresh();

    /** What clients may think of doing; {@code value} is one to be written. */
    Request ask(SplittableRandom random, S state, LongSupplier value);

    /** Does it. What it leaves open, such as the order of a set, is drawn. */
    Effect<S> perform(S state, Request request, SplittableRandom random);

    /** Every state in which the object may be after a call that succeeded and gave {@code result}. */
    List<S> after(S state, Request request, @Nullable Object result);

    /** Every state in which the object may be after a call that took effect, and did not tell. */
    List<S> after(S state, Request request);

    /** Another result for a call that succeeded; the same where it has none that tells. */
    @Nullable
    Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value);

    /** As it is in one history. */
    default Subject<S> drawn(SplittableRandom random) {
        return this;
    }

    /** As an oracle has to take it who looks at {@code history}. */
    default Subject<S> seen(History history) {
        return this;
    }

    record Request(String f, @Nullable Object argument) {}

    /**
     * @param refused whether nothing happened, which the client is told
     */
    record Effect<S>(S state, @Nullable Object result, boolean refused) {

        static <S> Effect<S> done(S state, @Nullable Object result) {
            return new Effect<>(state, result, false);
        }

        static <S> Effect<S> refused(S state) {
            return new Effect<>(state, null, true);
        }

        /** Where it leads if {@code seen} is what it gives. */
        List<S> giving(@Nullable Object seen) {
            return !refused && Objects.equals(result, seen) ? List.of(state) : List.of();
        }

        /** Where it leads, whatever it gives. */
        List<S> whatever() {
            return refused ? List.of() : List.of(state);
        }
    }
}
