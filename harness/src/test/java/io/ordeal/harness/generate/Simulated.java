package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Runs a generator against imagined clients, every operation of which takes ten nanoseconds. */
public final class Simulated {

    private static final long LATENCY = 10;

    private final List<Event> history = new ArrayList<>();
    private final TreeMap<Long, Completion> underWay = new TreeMap<>();
    private final List<Long> processes;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Outcome outcome;
    private long now;

    private Simulated(int threads, Outcome outcome) {
        this.processes = new ArrayList<>(LongStream.range(0, threads).boxed().toList());
        this.outcome = outcome;
    }

    /** What happens when every operation succeeds. */
    public static List<Event> perfect(int threads, Generator generator) {
        return new Simulated(threads, Outcome.OK).run(generator);
    }

    /** What happens when every operation fails. */
    public static List<Event> failing(int threads, Generator generator) {
        return new Simulated(threads, Outcome.FAIL).run(generator);
    }

    /** What happens when every client crashes. */
    public static List<Event> crashing(int threads, Generator generator) {
        return new Simulated(threads, Outcome.INFO).run(generator);
    }

    /** The operations begun, one line each: {@code time process f value}. */
    public static List<String> begun(List<Event> history) {
        return history.stream()
                .filter(Invocation.class::isInstance)
                .map(Invocation.class::cast)
                .map(op -> op.time() + " " + op.process() + " " + op.f() + " " + op.value())
                .toList();
    }

    private List<Event> run(Generator initial) {
        Generator generator = initial;
        while (history.size() < 10_000) {
            Context context = context();
            long next =
                    underWay.values().stream().mapToLong(Completion::time).min().orElse(Long.MAX_VALUE);
            switch (generator.next(context)) {
                case Emit(Op op, Generator rest)
                when op.time() <= next -> {
                    now = op.time();
                    generator = rest.update(context, begin(op));
                }
                case Emit _ -> generator = complete(generator);
                case Pending(Generator rest) -> generator = complete(rest);
                case Done _ -> {
                    if (underWay.isEmpty()) {
                        return history;
                    }
                    generator = complete(generator);
                }
            }
        }
        return history;
    }

    private Event begin(Op op) {
        var invocation = new Invocation(history.size(), now, op.process(), op.f(), op.value());
        history.add(invocation);
        underWay.put(
                op.process(),
                new Completion(-1, now + LATENCY, op.process(), outcome, op.f(), op.value(), Optional.empty()));
        return invocation;
    }

    private Generator complete(Generator generator) {
        Completion soonest = underWay.values().stream()
                .min(Comparator.comparingLong(Completion::time))
                .orElseThrow(() -> new AssertionError("the generator waits although nothing is under way"));
        underWay.remove(soonest.process());
        now = soonest.time();
        var completion = new Completion(
                history.size(), now, soonest.process(), outcome, soonest.f(), soonest.value(), Optional.empty());
        history.add(completion);
        if (outcome == Outcome.INFO) {
            int thread = processes.indexOf(soonest.process());
            processes.set(thread, soonest.process() + processes.size());
        }
        return generator.update(context(), completion);
    }

    private Context context() {
        List<Long> free = processes.stream()
                .filter(process -> !underWay.containsKey(process))
                .toList();
        List<Integer> threads = IntStream.range(0, processes.size()).boxed().toList();
        return new Context(now, processes.size(), threads, free, random.nextLong());
    }
}
