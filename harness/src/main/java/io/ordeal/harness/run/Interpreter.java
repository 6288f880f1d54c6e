package io.ordeal.harness.run;

import io.ordeal.harness.client.Client;
import io.ordeal.harness.client.Result;
import io.ordeal.harness.generate.Context;
import io.ordeal.harness.generate.Generator;
import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.harness.generate.Op;
import io.ordeal.harness.generate.Phases;
import io.ordeal.histories.op.Event;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Timeline.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Performs what a generator says. One loop of events: it asks the generator whenever something has changed, hands
 * operations to free workers, and tells the generator what became of them.
 */
final class Interpreter {

    private static final Generator NOTHING = Phases.of();

    private final Timeline timeline;
    private final Recorder recorder;
    private final SplittableRandom random;
    private final List<Worker> workers;
    private final List<Integer> threads;
    private Generator generator = NOTHING;
    private Runnable finished = () -> {};
    private Cancellable wake = () -> {};
    private boolean asking;
    private boolean stopped;

    Interpreter(TestPlan plan, Cluster cluster, Client client, Recorder recorder, SplittableRandom random) {
        this.timeline = cluster.timeline();
        this.recorder = recorder;
        this.random = random;
        this.threads = IntStream.range(0, plan.concurrency()).boxed().toList();
        this.workers = threads.stream()
                .map(thread -> new Worker(cluster, client, plan, thread, this::ask))
                .toList();
    }

    /** Performs all of {@code operations}; {@code then} runs once, when they have all ended. */
    void drive(Generator operations, Runnable then) {
        generator = operations;
        finished = then;
        ask();
    }

    /** Begins nothing new, ever. What is under way still ends. */
    void stop() {
        stopped = true;
        generator = NOTHING;
        ask();
    }

    void disconnect() {
        workers.forEach(Worker::disconnect);
    }

    /** Asks until there is nothing to do now. Operations may end while it asks, so it does not enter itself. */
    private void ask() {
        if (asking) {
            return;
        }
        wake.cancel();
        asking = true;
        boolean more = true;
        while (more) {
            Context context = context();
            more = switch (generator.next(context)) {
                case Emit(Op op, var _)
                when op.time() > context.now() -> {
                    wake = timeline.schedule(Duration.ofNanos(op.time() - context.now()), this::ask);
                    yield false;
                }
                case Emit(Op op, Generator rest) -> {
                    begin(op, rest);
                    yield true;
                }
                case Pending(Generator rest) -> {
                    generator = rest;
                    if (context.quiet()) {
                        throw new IllegalStateException("the generator waits although nothing is under way: " + rest);
                    }
                    yield false;
                }
                case Done _ -> {
                    generator = NOTHING;
                    yield false;
                }
            };
        }
        asking = false;
        finishWhenQuiet();
    }

    private void begin(Op op, Generator rest) {
        Worker worker = workers.get(context().thread(op.process()));
        Event invocation = recorder.invoked(op);
        worker.take(op);
        generator = updated(rest, invocation);
        worker.perform(op, this::ended);
    }

    private void ended(Op op, Result result) {
        Event completion = recorder.completed(op, result);
        generator = updated(generator, completion);
        ask();
    }

    /** While an event is recorded, somebody may have said stop. */
    private Generator updated(Generator before, Event event) {
        return stopped ? NOTHING : before.update(context(), event);
    }

    @SuppressWarnings("ReferenceEquality") // A generator that is done is replaced by this very one.
    private void finishWhenQuiet() {
        if (generator == NOTHING && context().quiet()) {
            Runnable then = finished;
            finished = () -> {};
            then.run();
        }
    }

    private Context context() {
        List<Long> free =
                workers.stream().filter(Worker::free).map(Worker::process).toList();
        return new Context(recorder.now(), threads.size(), threads, free, random.nextLong());
    }
}
