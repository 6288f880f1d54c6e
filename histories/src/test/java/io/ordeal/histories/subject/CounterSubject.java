package io.ordeal.histories.subject;

import io.ordeal.histories.model.Counter;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A number that is added to. */
public record CounterSubject(NilRead nilRead) implements Subject<Long> {

    private static final List<String> OPERATIONS =
            List.of("read", "read", "add", "add", "decr", "add-and-get", "decr-and-get");

    @Override
    public Model<?> model() {
        return new Counter(nilRead);
    }

    @Override
    public Long fresh() {
        return 0L;
    }

    @Override
    public Request ask(SplittableRandom random, Long count, LongSupplier value) {
        String f = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        return new Request(f, f.equals("read") ? null : (Object) (value.getAsLong() % 5 - 1));
    }

    @Override
    public Effect<Long> perform(Long count, Request request, SplittableRandom random) {
        return done(count, request);
    }

    private static Effect<Long> done(Long count, Request request) {
        if (request.f().equals("read")) {
            return Effect.done(count, count);
        }
        long delta = (Long) Objects.requireNonNull(request.argument());
        long after = request.f().startsWith("add") ? count + delta : count - delta;
        return Effect.done(after, request.f().endsWith("-and-get") ? List.of(delta, after) : (Object) delta);
    }

    @Override
    public List<Long> after(Long count, Request request, @Nullable Object result) {
        if (result == null) {
            return nilRead == NilRead.ANYTHING || count == 0 ? List.of(count) : List.of();
        }
        return done(count, request).giving(result);
    }

    @Override
    public List<Long> after(Long count, Request request) {
        return done(count, request).whatever();
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        long off = random.nextInt(4) - 1L;
        return switch (request.f()) {
            case "read" -> random.nextInt(6) == 0 ? null : (truth == null ? 0 : (Long) truth) + off;
            case "add-and-get", "decr-and-get" -> {
                Object delta = Objects.requireNonNull(request.argument());
                long told = truth == null ? 0 : (Long) ((List<?>) truth).getLast();
                yield List.of(delta, told + off);
            }
            default -> request.argument();
        };
    }
}
