package io.ordeal.histories.check;

import io.ordeal.histories.model.Independent;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
public record Linearizable<S>(Model<S> model, Limits limits) {

    /** Within the {@linkplain Limits#standard() standard limits}. */
    public static <S> Linearizable<S> with(Model<S> model) {
        return new Linearizable<>(model, Limits.standard());
    }

    public Linearizable<S> within(Limits other) {
        return new Linearizable<>(model, other);
    }

    /**
     * Checks the history of one object.
     *
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict check(History history) {
        return verdict(Optional.empty(), history.operations(), limits.time(), limits.bytes());
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
                    Optional.of(part.key()),
                    part.history().operations(),
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

    private Verdict verdict(Optional<Object> key, List<Operation> operations, Duration time, long bytes) {
        Problem<S> problem = Problem.of(model, operations);
        var witness = new ArrayList<Operation>();
        Answer answer = new Search<>(problem, new Meter(time, bytes, limits.nanoClock()), search -> {
                    witness.addAll(search.order());
                    return true;
                })
                .run();
        return switch (answer) {
            case Answer.Satisfied _ -> {
                new Replay<>(model).verify(witness, succeeded(operations));
                yield new Verdict.Valid(List.of(new Linearization(key, witness)));
            }
            case Answer.Exhausted(int reached) -> {
                Operation culprit = problem.task(problem.returning(reached)).operation();
                var meter = new Meter(time, bytes, limits.nanoClock());
                yield new Verdict.Invalid(
                        List.of(new Explanation<>(model, culprit, operations).gather(key, meter)), List.of());
            }
            case Answer.GaveUp(String why, int reached, long explored) ->
                new Verdict.Unknown(List.of(new Gap(key, why, reached, problem.certain(), explored)), List.of());
        };
    }

    private static List<Operation> succeeded(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.outcome() == Outcome.OK)
                .toList();
    }
}
