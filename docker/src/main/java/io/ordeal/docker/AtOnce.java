package io.ordeal.docker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** The same for many, at the same time, each on a virtual thread. */
final class AtOnce {

    private AtOnce() {}

    /** The results in the order of {@code items}. When some fail, the first failure is thrown, after all have ended. */
    static <T, R> List<R> map(Collection<T> items, Function<T, R> work) {
        List<Callable<R>> calls = new ArrayList<>();
        items.forEach(item -> calls.add(() -> work.apply(item)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<R>();
            for (Future<R> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerProblem("interrupted", e);
        }
    }

    static <T> void each(Collection<T> items, Consumer<T> work) {
        map(items, item -> {
            work.accept(item);
            return true;
        });
    }
}
