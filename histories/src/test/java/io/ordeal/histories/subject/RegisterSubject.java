package io.ordeal.histories.subject;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One register, with compare-and-set or without. */
public record RegisterSubject(boolean cas, NilRead nilRead) implements Subject<Optional<Object>> {

    @Override
    public Model<?> model() {
        return new Register(cas, nilRead);
    }

    @Override
    public Optional<Object> fresh() {
        return Optional.empty();
    }

    @Override
    public Request ask(SplittableRandom random, Optional<Object> state, LongSupplier value) {
        return switch (random.nextInt(cas ? 3 : 2)) {
            case 0 -> new Request("read", null);
            case 1 -> new Request("write", value.getAsLong());
            default -> {
                Object old = random.nextInt(3) == 0 ? value.getAsLong() : state.orElse(null);
                yield new Request("cas", Arrays.asList(old, value.getAsLong()));
            }
        };
    }

    @Override
    public Effect<Optional<Object>> perform(Optional<Object> state, Request request, SplittableRandom random) {
        return done(state, request);
    }

    private static Effect<Optional<Object>> done(Optional<Object> state, Request request) {
        Object argument = request.argument();
        return switch (request.f()) {
            case "read" -> Effect.done(state, state.orElse(null));
            case "write" -> Effect.done(Optional.ofNullable(argument), argument);
            default -> {
                List<?> pair = (List<?>) Objects.requireNonNull(argument);
                yield Objects.equals(pair.getFirst(), state.orElse(null))
                        ? Effect.done(Optional.ofNullable(pair.getLast()), argument)
                        : Effect.refused(state);
            }
        };
    }

    @Override
    public List<Optional<Object>> after(Optional<Object> state, Request request, @Nullable Object result) {
        boolean silent = request.f().equals("read") && result == null && nilRead == NilRead.ANYTHING;
        Effect<Optional<Object>> effect = done(state, request);
        return silent || !request.f().equals("read") ? effect.whatever() : effect.giving(result);
    }

    @Override
    public List<Optional<Object>> after(Optional<Object> state, Request request) {
        return done(state, request).whatever();
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        if (!request.f().equals("read")) {
            return request.argument();
        }
        return random.nextInt(4) == 0 ? null : value.getAsLong();
    }
}
