package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Decides candidates, several at a time and the largest first, within limits that they share. What is undecided then is
 * tried once more, one after the other, if there is more time or memory for it than there was.
 */
final class Jury<S> {

    private final Limits limits;
    private final Bench<S> bench;

    Jury(Linearizable<S> checker) {
        this.limits = checker.limits();
        this.bench = new Bench<>(checker);
    }

    /** @param bytes how much memory there is */
    Decision one(Candidate<S> candidate, long bytes) {
        return new Case<>(candidate, bench).decide(limits.time(), bytes, limits.threads());
    }

    /** @param bytes how much memory there is for all of them */
    Decision all(List<? extends Candidate<S>> candidates, long bytes) {
        Meter meter = Meter.start(limits.time(), bytes, limits.nanoClock());
        List<Case<S>> cases =
                candidates.stream().map(it -> new Case<>(it, bench)).toList();
        List<Case<S>> largestFirst = cases.stream()
                .sorted(Comparator.comparingInt((Case<S> it) -> it.candidate().size())
                        .reversed())
                .toList();
        int threads = Math.clamp(largestFirst.size(), 1, limits.threads());
        hear(largestFirst, new Sharing(meter, threads, bytes / threads), _ -> true);
        List<Case<S>> undecided =
                largestFirst.stream().filter(Case::isUndecided).toList();
        var again = new Sharing(meter, 1, bytes);
        hear(undecided, again, it -> it.hadLessThan(again.time(it.candidate().size()), bytes));
        Verdict verdict = new Verdict.Valid(List.of());
        var tiers = new TreeSet<String>();
        for (Case<S> each : cases) {
            verdict = verdict.and(each.decision().verdict());
            tiers.add(each.decision().tier());
        }
        return new Decision(verdict, String.join(",", tiers));
    }

    private void hear(List<Case<S>> cases, Sharing sharing, Predicate<Case<S>> isWorthIt) {
        cases.forEach(it -> sharing.expect(it.candidate().size()));
        var hearings = new ArrayList<Callable<Decision>>();
        for (Case<S> it : cases) {
            hearings.add(() -> {
                int size = it.candidate().size();
                boolean worthIt = isWorthIt.test(it);
                Duration time = sharing.take(size);
                return worthIt ? it.decide(time, sharing.bytes(), limits.threads() / sharing.threads()) : it.decision();
            });
        }
        complete(hearings, sharing.threads());
    }

    private static void complete(List<Callable<Decision>> hearings, int threads) {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Decision> hearing : pool.invokeAll(hearings)) {
                hearing.get();
            }
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
}
