package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoder;
import io.ordeal.histories.model.Independent;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks that operations took effect one at a time, each between its invocation and its completion, as the model has
 * it. One that failed never did; one of unknown outcome did so at any time after its invocation, or never.
 *
 * <p>Herlihy and Wing, "Linearizability", TOPLAS 12(3), 1990. A verdict is exact: it is never wrong, only sometimes
 * {@link Verdict.Unknown}.
 */
public record Linearizable<S>(Model<S> model, Limits limits, Algorithm algorithm) {

    /** Within the {@linkplain Limits#standard() standard limits}. */
    public static <S> Linearizable<S> with(Model<S> model) {
        return new Linearizable<>(model, Limits.standard(), Algorithm.FRONTIER);
    }

    public Linearizable<S> within(Limits other) {
        return new Linearizable<>(model, other, algorithm);
    }

    public Linearizable<S> by(Algorithm other) {
        return new Linearizable<>(model, limits, other);
    }

    /**
     * Checks the history of one object.
     *
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict check(History history) {
        return verdict(part(Optional.empty(), history), limits.time(), limits.bytes());
    }

    /**
     * Checks a history of many objects, whose values are {@code [key value]}, each by itself.
     *
     * @throws io.ordeal.histories.op.MalformedHistoryException where a value is not {@code [key value]}
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict checkEach(History history) {
        List<Independent> parts = Independent.split(history);
        long start = limits.nanoClock().getAsLong();
        var checks = new ArrayList<Callable<Verdict>>();
        for (int i = 0; i < parts.size(); i++) {
            Independent part = parts.get(i);
            int waiting = parts.size() - i;
            checks.add(() -> verdict(
                    part(Optional.of(part.key()), part.history()),
                    share(start, waiting),
                    limits.bytes() / limits.threads()));
        }
        Verdict verdict = new Verdict.Valid(List.of());
        for (Verdict each : inOrder(checks)) {
            verdict = verdict.and(each);
        }
        return verdict;
    }

    /** An even share of the time that is left, for one of {@code waiting} parts. */
    private Duration share(long start, int waiting) {
        long left = Math.max(0, limits.time().toNanos() - (limits.nanoClock().getAsLong() - start));
        return Duration.ofNanos(left / waiting * Math.min(limits.threads(), waiting));
    }

    private List<Verdict> inOrder(List<Callable<Verdict>> checks) {
        try (var pool = Executors.newFixedThreadPool(limits.threads())) {
            var verdicts = new ArrayList<Verdict>();
            for (Future<Verdict> verdict : pool.invokeAll(checks)) {
                verdicts.add(verdict.get());
            }
            return verdicts;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted while checking", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        }
    }

    private Verdict verdict(Part<S> part, Duration time, long bytes) {
        return switch (algorithm) {
            case FRONTIER -> new ByFrontier<S>(limits).verdict(part, time, bytes);
            case PORCUPINE -> new ByPorcupine<>(model, limits).verdict(part, time, bytes);
            case COMPETITION ->
                agreed(
                        part,
                        new ByFrontier<S>(limits).verdict(part, time, bytes),
                        new ByPorcupine<>(model, limits).verdict(part, time, bytes));
        };
    }

    /** The verdict of the first, unless only the other one has one. */
    private Verdict agreed(Part<S> part, Verdict first, Verdict second) {
        if (first instanceof Verdict.Unknown) {
            return second;
        }
        if (!(second instanceof Verdict.Unknown) && first.getClass() != second.getClass()) {
            throw new IllegalStateException("the checkers contradict each other"
                    + part.key().map(key -> " on " + key).orElse("") + ": one says "
                    + first.getClass().getSimpleName() + ", Porcupine's search "
                    + second.getClass().getSimpleName() + "; one of them has a defect, trust neither");
        }
        return first;
    }

    private Part<S> part(Optional<Object> key, History history) {
        var encoder = new Encoder<>(model);
        var open = new HashMap<Long, Integer>();
        for (Event event : history.events()) {
            switch (event) {
                case Invocation invocation -> open.put(invocation.process(), encoder.invoke(invocation));
                case Completion completion ->
                    encoder.complete(Objects.requireNonNull(open.get(completion.process())), completion);
                case Disturbance _ -> {}
            }
        }
        return new Part<>(key, encoder.encoding(), history.operations());
    }
}
