package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoder;
import io.ordeal.histories.encode.Encoding;
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
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

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
        return decide(part(Optional.empty(), history), limits.time(), limits.bytes())
                .verdict();
    }

    /**
     * Checks the history of one object that is in numbers already.
     *
     * @param encoding of a history and this model
     */
    public Decision decide(Encoding<S> encoding) {
        return decide(Part.of(Optional.empty(), encoding), limits.time(), limits.bytes());
    }

    /**
     * Checks the histories of many objects that are in numbers already, each by itself. The key of each is its place in
     * the list, counted from 0.
     *
     * @param encodings of histories and this model; none of them twice
     */
    public Decision decideEach(List<Encoding<S>> encodings) {
        var parts = new ArrayList<Supplier<Part<S>>>();
        for (Encoding<S> encoding : encodings) {
            Object key = (long) parts.size();
            parts.add(() -> Part.of(Optional.of(key), encoding));
        }
        return decideParts(parts);
    }

    /**
     * Checks a history of many objects, whose values are {@code [key value]}, each by itself.
     *
     * @throws io.ordeal.histories.op.MalformedHistoryException where a value is not {@code [key value]}
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict checkEach(History history) {
        var parts = new ArrayList<Supplier<Part<S>>>();
        for (Independent part : Independent.split(history)) {
            parts.add(() -> part(Optional.of(part.key()), part.history()));
        }
        return decideParts(parts).verdict();
    }

    private Decision decideParts(List<Supplier<Part<S>>> parts) {
        long start = limits.nanoClock().getAsLong();
        var checks = new ArrayList<Callable<Decision>>();
        for (int i = 0; i < parts.size(); i++) {
            Supplier<Part<S>> part = parts.get(i);
            int waiting = parts.size() - i;
            checks.add(() -> decide(part.get(), share(start, waiting), limits.bytes() / limits.threads()));
        }
        Verdict verdict = new Verdict.Valid(List.of());
        var tiers = new TreeSet<String>();
        for (Decision each : inOrder(checks)) {
            verdict = verdict.and(each.verdict());
            tiers.add(each.tier());
        }
        return new Decision(verdict, String.join(",", tiers));
    }

    /** An even share of the time that is left, for one of {@code waiting} parts. */
    private Duration share(long start, int waiting) {
        long left = Math.max(0, limits.time().toNanos() - (limits.nanoClock().getAsLong() - start));
        return Duration.ofNanos(left / waiting * Math.min(limits.threads(), waiting));
    }

    private List<Decision> inOrder(List<Callable<Decision>> checks) {
        try (var pool = Executors.newFixedThreadPool(limits.threads())) {
            var decisions = new ArrayList<Decision>();
            for (Future<Decision> decision : pool.invokeAll(checks)) {
                decisions.add(decision.get());
            }
            return decisions;
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

    private Decision decide(Part<S> part, Duration time, long bytes) {
        return switch (algorithm) {
            case FRONTIER -> new ByFrontier<S>(limits).decide(part, time, bytes);
            case PORCUPINE -> byPorcupine(part, time, bytes);
            case COMPETITION ->
                agreed(part, new ByFrontier<S>(limits).decide(part, time, bytes), byPorcupine(part, time, bytes));
        };
    }

    private Decision byPorcupine(Part<S> part, Duration time, long bytes) {
        Verdict verdict = new ByPorcupine<>(model, limits).verdict(part, time, bytes);
        return new Decision(verdict, verdict instanceof Verdict.Unknown ? Decision.NOBODY : "porcupine");
    }

    /** What the first says, unless only the other one has a verdict. */
    private Decision agreed(Part<S> part, Decision first, Decision second) {
        if (first.verdict() instanceof Verdict.Unknown) {
            return second;
        }
        Class<?> one = first.verdict().getClass();
        Class<?> other = second.verdict().getClass();
        if (!(second.verdict() instanceof Verdict.Unknown) && one != other) {
            throw new IllegalStateException("the checkers contradict each other"
                    + part.key().map(key -> " on " + key).orElse("") + ": one says " + one.getSimpleName()
                    + ", Porcupine's search " + other.getSimpleName() + "; one of them has a defect, trust neither");
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
