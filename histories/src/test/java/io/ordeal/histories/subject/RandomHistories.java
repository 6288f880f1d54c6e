package io.ordeal.histories.subject;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.Subject.Effect;
import io.ordeal.histories.subject.Subject.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Histories of one object: clients that call a real one, whose effects come at any moment of the call, or, of calls
 * that crash, later or never. Then, perhaps, some results are changed.
 */
public final class RandomHistories<S> {

    private static final Optional<String> TIMEOUT = Optional.of("timeout");

    private final Subject<S> subject;
    private final SplittableRandom random;
    private final Shape shape;
    private final List<Event> events = new ArrayList<>();
    /** Where calls end that tell how. */
    private final List<Integer> ends = new ArrayList<>();

    private final @Nullable Call[] running;
    private final List<Call> crashed = new ArrayList<>();
    private S state;
    private int begun;
    private int open;
    private int nextProcess;

    /**
     * @param operations how many calls
     * @param clients how many at once
     * @param values how many different ones are written; 0 for a fresh one each time
     * @param crashes which share of the calls never tells its outcome
     * @param failures which share of the calls fails, for no reason, and without effect
     * @param lies how many results are then changed at random
     */
    public record Shape(int operations, int clients, int values, double crashes, double failures, int lies) {

        /** Small enough to try every order: without crashes, with some, or with hardly anything else. */
        public static Shape small(SplittableRandom random) {
            double crashes = switch (random.nextInt(3)) {
                case 0 -> 0;
                case 1 -> random.nextDouble() * 0.5;
                default -> 0.5 + random.nextDouble() * 0.3;
            };
            return new Shape(
                    2 + random.nextInt(8),
                    1 + random.nextInt(5),
                    random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4),
                    crashes,
                    random.nextInt(3) == 0 ? 0.2 : 0,
                    random.nextInt(8));
        }
    }

    private static final class Call {
        final int process;
        final Request request;
        boolean effective;
        boolean refused;

        @Nullable
        Object result;

        Call(int process, Request request) {
            this.process = process;
            this.request = request;
        }
    }

    private RandomHistories(Subject<S> subject, SplittableRandom random, Shape shape) {
        this.subject = subject;
        this.random = random;
        this.shape = shape;
        this.running = new Call[shape.clients()];
        this.state = subject.fresh();
    }

    public static <S> List<Event> generate(Subject<S> subject, SplittableRandom random, Shape shape) {
        var histories = new RandomHistories<>(subject, random, shape);
        histories.run();
        for (int i = 0; i < shape.lies(); i++) {
            histories.lie();
        }
        return histories.events;
    }

    private void run() {
        int[] processes = new int[running.length];
        while (nextProcess < processes.length) {
            processes[nextProcess] = nextProcess++;
        }
        while (begun < shape.operations() || open > 0) {
            int client = random.nextInt(processes.length);
            Call call = running[client];
            if (call != null) {
                if (advance(client, call)) {
                    processes[client] = nextProcess++;
                }
            } else if (begun < shape.operations()) {
                begin(client, processes[client]);
            }
            if (!crashed.isEmpty() && random.nextInt(4) == 0) {
                affect(crashed.remove(random.nextInt(crashed.size())));
            }
        }
    }

    private void begin(int client, int process) {
        begun++;
        open++;
        var call = new Call(process, subject.ask(random, state, this::value));
        call.effective = random.nextDouble() < shape.failures();
        call.refused = call.effective;
        running[client] = call;
        events.add(
                new Invocation(events.size(), events.size() * 10L, process, call.request.f(), call.request.argument()));
    }

    private long value() {
        return shape.values() == 0 ? 1000L + begun : 1L + random.nextInt(shape.values());
    }

    /** Whether it crashed. */
    private boolean advance(int client, Call call) {
        if (!call.effective && random.nextBoolean()) {
            affect(call);
            return false;
        }
        running[client] = null;
        open--;
        if (random.nextDouble() < shape.crashes()) {
            if (!call.effective && random.nextBoolean()) {
                crashed.add(call);
            }
            if (random.nextBoolean()) {
                complete(call, Outcome.INFO);
            }
            return true;
        }
        affect(call);
        complete(call, call.refused ? Outcome.FAIL : Outcome.OK);
        return false;
    }

    private void affect(Call call) {
        if (call.effective) {
            return;
        }
        call.effective = true;
        Effect<S> effect = subject.perform(state, call.request, random);
        state = effect.state();
        call.result = effect.result();
        call.refused = effect.refused();
    }

    private void complete(Call call, Outcome outcome) {
        if (outcome != Outcome.INFO) {
            ends.add(events.size());
        }
        events.add(new Completion(
                events.size(),
                events.size() * 10L,
                call.process,
                outcome,
                call.request.f(),
                outcome == Outcome.OK ? call.result : call.request.argument(),
                outcome == Outcome.OK ? Optional.empty() : TIMEOUT));
    }

    /** One result becomes another; or a call claims to have succeeded, or failed, that did not. */
    private void lie() {
        if (ends.isEmpty()) {
            return;
        }
        int at = ends.get(random.nextInt(ends.size()));
        var truth = (Completion) events.get(at);
        var request = new Request(truth.f(), argument(at, truth.process()));
        boolean failed = truth.outcome() == Outcome.FAIL;
        Object result = failed ? null : truth.value();
        Object lie = subject.lie(random, request, result, this::value);
        boolean fails = !failed && Objects.equals(lie, result) && random.nextBoolean();
        events.set(
                at,
                new Completion(
                        truth.index(),
                        truth.time(),
                        truth.process(),
                        fails ? Outcome.FAIL : Outcome.OK,
                        truth.f(),
                        fails ? request.argument() : lie,
                        truth.error()));
    }

    private @Nullable Object argument(int completion, long process) {
        for (int i = completion - 1; i >= 0; i--) {
            if (events.get(i) instanceof Invocation it && it.process() == process) {
                return it.value();
            }
        }
        throw new IllegalStateException("nobody invoked " + events.get(completion));
    }
}
