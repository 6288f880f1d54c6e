package io.ordeal.histories.subject;

import io.ordeal.histories.model.FifoQueue;
import io.ordeal.histories.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A queue, first in, first out. */
public record FifoSubject() implements Subject<List<Object>> {

    @Override
    public Model<?> model() {
        return new FifoQueue();
    }

    @Override
    public List<Object> fresh() {
        return List.of();
    }

    @Override
    public Request ask(SplittableRandom random, List<Object> state, LongSupplier value) {
        return random.nextInt(5) < 3 ? new Request("dequeue", null) : new Request("enqueue", value.getAsLong());
    }

    @Override
    public Effect<List<Object>> perform(List<Object> state, Request request, SplittableRandom random) {
        return done(state, request);
    }

    private static Effect<List<Object>> done(List<Object> state, Request request) {
        if (request.f().equals("enqueue")) {
            var longer = new ArrayList<>(state);
            longer.add(Objects.requireNonNull(request.argument()));
            return Effect.done(longer, request.argument());
        }
        return state.isEmpty()
                ? Effect.done(state, null)
                : Effect.done(List.copyOf(state.subList(1, state.size())), state.getFirst());
    }

    @Override
    public List<List<Object>> after(List<Object> state, Request request, @Nullable Object result) {
        return done(state, request).giving(result);
    }

    @Override
    public List<List<Object>> after(List<Object> state, Request request) {
        return done(state, request).whatever();
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        if (request.f().equals("enqueue")) {
            return request.argument();
        }
        return random.nextInt(3) == 0 ? null : (Object) value.getAsLong();
    }
}
