package io.ordeal.harness.generate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * What a generator may know when it is asked.
 *
 * @param now nanoseconds since the run began
 * @param threads how many operations can be under way at once; process {@code p} belongs to thread {@code p} modulo this
 * @param among the threads that the generator is for, ascending
 * @param free the processes of those threads that have nothing to do, ascending by thread
 * @param seed decides every random choice made with this context. Who draws from it and then asks another generator
 *     hands that one a fresh seed, or their choices would go together.
 */
public record Context(long now, int threads, List<Integer> among, List<Long> free, long seed) {

    public Context {
        among = List.copyOf(among);
        free = List.copyOf(free);
    }

    public SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    public Context seeded(long fresh) {
        return new Context(now, threads, among, free, fresh);
    }

    /** The same moment as one thread alone sees it. */
    public Context only(int thread) {
        return among(other -> other == thread);
    }

    /** The same moment as some of the threads see it. */
    public Context among(IntPredicate which) {
        return new Context(
                now,
                threads,
                among.stream().filter(which::test).toList(),
                free.stream().filter(process -> which.test(thread(process))).toList(),
                seed);
    }

    public int thread(long process) {
        return (int) (process % threads);
    }

    /** Whether nobody that the generator is for has anything to do. */
    public boolean quiet() {
        return free.size() == among.size();
    }
}
