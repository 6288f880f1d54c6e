package io.ordeal.histories.subject;

import io.ordeal.histories.model.GrowOnlySet;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A set that only grows, read as a set or as a list in any order. */
public record SetSubject(NilRead nilRead) implements Subject<Set<Object>> {

    @Override
    public Model<?> model() {
        return new GrowOnlySet(nilRead);
    }

    @Override
    public Set<Object> fresh() {
        return Set.of();
    }

    @Override
    public Request ask(SplittableRandom random, Set<Object> state, LongSupplier value) {
        return random.nextBoolean() ? new Request("read", null) : new Request("add", value.getAsLong());
    }

    @Override
    public Effect<Set<Object>> perform(Set<Object> state, Request request, SplittableRandom random) {
        if (request.f().equals("add")) {
            return Effect.done(with(state, Objects.requireNonNull(request.argument())), request.argument());
        }
        var sorted = new TreeSet<>(state);
        return Effect.done(
                state,
                switch (random.nextInt(3)) {
                    case 0 -> sorted;
                    case 1 -> List.copyOf(sorted);
                    default -> List.copyOf(sorted.reversed());
                });
    }

    private static Set<Object> with(Set<Object> state, Object element) {
        var more = new HashSet<>(state);
        more.add(element);
        return more;
    }

    @Override
    public List<Set<Object>> after(Set<Object> state, Request request, @Nullable Object result) {
        if (request.f().equals("add")) {
            return after(state, request);
        }
        if (result == null) {
            return nilRead == NilRead.ANYTHING || state.isEmpty() ? List.of(state) : List.of();
        }
        var seen = (Collection<?>) result;
        return seen.size() == state.size() && state.containsAll(seen) && new HashSet<>(seen).equals(state)
                ? List.of(state)
                : List.of();
    }

    @Override
    public List<Set<Object>> after(Set<Object> state, Request request) {
        return List.of(request.f().equals("add") ? with(state, Objects.requireNonNull(request.argument())) : state);
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        if (request.f().equals("add")) {
            return request.argument();
        }
        var lie = new ArrayList<Object>(truth == null ? List.of() : (Collection<?>) truth);
        switch (random.nextInt(8)) {
            case 0 -> {
                return null;
            }
            case 1, 2, 3 -> lie.add(value.getAsLong());
            default -> {
                if (!lie.isEmpty()) {
                    lie.remove(random.nextInt(lie.size()));
                }
            }
        }
        return lie;
    }
}
