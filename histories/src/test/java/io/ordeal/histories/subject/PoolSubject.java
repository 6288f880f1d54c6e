package io.ordeal.histories.subject;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.UnorderedQueue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A queue that gives its elements in any order; its state is sorted. */
public record PoolSubject() implements Subject<List<Long>> {

    @Override
    public Model<?> model() {
        return new UnorderedQueue();
    }

    @Override
    public List<Long> fresh() {
        return List.of();
    }

    @Override
    public Request ask(SplittableRandom random, List<Long> state, LongSupplier value) {
        return random.nextInt(5) < 3 ? new Request("dequeue", null) : new Request("enqueue", value.getAsLong());
    }

    @Override
    public Effect<List<Long>> perform(List<Long> state, Request request, SplittableRandom random) {
        if (request.f().equals("enqueue")) {
            return Effect.done(with(state, request.argument()), request.argument());
        }
        if (state.isEmpty()) {
            return Effect.done(state, null);
        }
        Long taken = state.get(random.nextInt(state.size()));
        return Effect.done(without(state, taken), taken);
    }

    private static List<Long> with(List<Long> state, @Nullable Object element) {
        var more = new ArrayList<>(state);
        more.add((Long) Objects.requireNonNull(element));
        more.sort(null);
        return more;
    }

    private static List<Long> without(List<Long> state, Object element) {
        var fewer = new ArrayList<>(state);
        fewer.remove(element);
        return fewer;
    }

    @Override
    public List<List<Long>> after(List<Long> state, Request request, @Nullable Object result) {
        if (request.f().equals("enqueue")) {
            return after(state, request);
        }
        if (result == null) {
            return state.isEmpty() ? List.of(state) : List.of();
        }
        return state.contains(result) ? List.of(without(state, result)) : List.of();
    }

    @Override
    public List<List<Long>> after(List<Long> state, Request request) {
        if (request.f().equals("enqueue")) {
            return List.of(with(state, request.argument()));
        }
        return new LinkedHashSet<>(state)
                .stream().map(element -> without(state, element)).toList();
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        if (request.f().equals("enqueue")) {
            return request.argument();
        }
        return random.nextBoolean() ? null : (Object) value.getAsLong();
    }
}
