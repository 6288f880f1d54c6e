package io.ordeal.harness.generate;

import io.ordeal.harness.generate.Next.Done;
import io.ordeal.harness.generate.Next.Emit;
import io.ordeal.harness.generate.Next.Pending;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same generator for every thread, apart: each sees only its own processes and their events.
 *
 * @param begun what is left of it, by thread; threads that have done nothing yet are missing
 */
public record EachThread(Generator fresh, SortedMap<Integer, Generator> begun) implements Generator {

    public EachThread {
        begun = Collections.unmodifiableSortedMap(new TreeMap<>(begun));
    }

    public EachThread(Generator fresh) {
        this(fresh, new TreeMap<>());
    }

    @Override
    public Next next(Context context) {
        var random = context.random();
        var soonest = Optional.<Emit>empty();
        boolean done = true;
        for (int thread : context.among()) {
            switch (of(thread).next(context.only(thread).seeded(random.nextLong()))) {
                case Emit(Op op, Generator rest) -> {
                    done = false;
                    if (soonest.isEmpty() || op.time() < soonest.get().op().time()) {
                        soonest = Optional.of(new Emit(op, with(thread, rest)));
                    }
                }
                case Pending _ -> done = false;
                case Done _ -> {}
            }
        }
        return done ? new Done() : soonest.<Next>map(emit -> emit).orElse(new Pending(this));
    }

    private Generator of(int thread) {
        return begun.getOrDefault(thread, fresh);
    }

    private EachThread with(int thread, Generator rest) {
        var changed = new TreeMap<>(begun);
        changed.put(thread, rest);
        return new EachThread(fresh, changed);
    }

    @Override
    public Generator update(Context context, Event event) {
        return switch (event) {
            case Invocation invocation -> updated(context, context.thread(invocation.process()), event);
            case Completion completion -> updated(context, context.thread(completion.process()), event);
            case Disturbance _ -> this;
        };
    }

    private EachThread updated(Context context, int thread, Event event) {
        return with(thread, of(thread).update(context.only(thread), event));
    }
}
