package io.ordeal.histories.subject;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Mutex;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A lock; its state is whether it is taken. */
public record MutexSubject() implements Subject<Boolean> {

    @Override
    public Model<?> model() {
        return new Mutex();
    }

    @Override
    public Boolean fresh() {
        return false;
    }

    @Override
    public Request ask(SplittableRandom random, Boolean taken, LongSupplier value) {
        boolean fit = random.nextInt(3) != 0;
        return new Request(taken == fit ? "release" : "acquire", null);
    }

    @Override
    public Effect<Boolean> perform(Boolean taken, Request request, SplittableRandom random) {
        return done(taken, request);
    }

    private static Effect<Boolean> done(Boolean taken, Request request) {
        boolean acquires = request.f().equals("acquire");
        return acquires == taken ? Effect.refused(taken) : Effect.done(acquires, null);
    }

    @Override
    public List<Boolean> after(Boolean taken, Request request, @Nullable Object result) {
        return done(taken, request).whatever();
    }

    @Override
    public List<Boolean> after(Boolean taken, Request request) {
        return done(taken, request).whatever();
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        return null;
    }
}
