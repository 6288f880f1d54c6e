package io.ordeal.histories.subject;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.MultiRegister;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.op.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Registers 0, 1 and 2, read and written together; 0 stands for nil inside. */
public record MultiRegisterSubject(NilRead nilRead) implements Subject<List<Long>> {

    private static final Keyword READ = new Keyword("read");
    private static final Keyword WRITE = new Keyword("w");

    @Override
    public Model<?> model() {
        return new MultiRegister(nilRead);
    }

    @Override
    public List<Long> fresh() {
        return List.of(0L, 0L, 0L);
    }

    @Override
    public Request ask(SplittableRandom random, List<Long> state, LongSupplier value) {
        String f = List.of("read", "write", "txn").get(random.nextInt(3));
        var steps = new ArrayList<List<@Nullable Object>>();
        for (int left = random.nextInt(3); left >= 0; left--) {
            boolean writes = f.equals("txn") ? random.nextBoolean() : f.equals("write");
            steps.add(
                    writes
                            ? Arrays.asList(WRITE, register(random), written(random, value))
                            : Arrays.asList(READ, register(random), null));
        }
        return new Request(f, steps);
    }

    private static @Nullable Long written(SplittableRandom random, LongSupplier value) {
        return random.nextInt(8) == 0 ? null : (Long) value.getAsLong();
    }

    private static Long register(SplittableRandom random) {
        return (long) random.nextInt(random.nextInt(3) == 0 ? 3 : 2);
    }

    @Override
    public Effect<List<Long>> perform(List<Long> state, Request request, SplittableRandom random) {
        return done(state, request);
    }

    private static Effect<List<Long>> done(List<Long> state, Request request) {
        var registers = new ArrayList<>(state);
        var result = new ArrayList<List<@Nullable Object>>();
        for (Object step : (List<?>) Objects.requireNonNull(request.argument())) {
            List<?> triple = (List<?>) step;
            int register = ((Long) triple.get(1)).intValue();
            if (triple.getFirst().equals(WRITE)) {
                registers.set(register, triple.getLast() == null ? 0L : (Long) triple.getLast());
            }
            Long value = registers.get(register);
            result.add(Arrays.asList(triple.getFirst(), triple.get(1), value == 0 ? null : value));
        }
        return Effect.done(List.copyOf(registers), result);
    }

    @Override
    public List<List<Long>> after(List<Long> state, Request request, @Nullable Object result) {
        Effect<List<Long>> effect = done(state, request);
        if (nilRead == NilRead.INITIAL) {
            return effect.giving(result);
        }
        List<?> told = (List<?>) Objects.requireNonNull(result);
        List<?> seen = (List<?>) Objects.requireNonNull(effect.result());
        for (int i = 0; i < told.size(); i++) {
            Object claim = ((List<?>) told.get(i)).getLast();
            if (claim != null && !claim.equals(((List<?>) seen.get(i)).getLast())) {
                return List.of();
            }
        }
        return effect.whatever();
    }

    @Override
    public List<List<Long>> after(List<Long> state, Request request) {
        return done(state, request).whatever();
    }

    @Override
    public @Nullable Object lie(SplittableRandom random, Request request, @Nullable Object truth, LongSupplier value) {
        Object steps = truth == null ? request.argument() : truth;
        var lie = new ArrayList<Object>((List<?>) Objects.requireNonNull(steps));
        int at = random.nextInt(lie.size());
        List<?> step = (List<?>) lie.get(at);
        if (step.getFirst().equals(READ)) {
            Object other = random.nextInt(4) == 0 ? null : value.getAsLong();
            lie.set(at, Arrays.asList(READ, step.get(1), other));
        }
        return lie;
    }
}
