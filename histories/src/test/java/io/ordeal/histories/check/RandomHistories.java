package io.ordeal.histories.check;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Histories of one cas-register: clients that call a real one, whose effects come at any moment of the call, or, of
 * calls that crash, later or never. Then, perhaps, some results are changed.
 */
final class RandomHistories {

    private final SplittableRandom random;
    private final Shape shape;
    private final List<Event> events = new ArrayList<>();
    private final TreeMap<Integer, Call> running = new TreeMap<>();
    private final List<Call> crashed = new ArrayList<>();
    private @Nullable Object state;
    private int begun;
    private int nextProcess;

    /**
     * @param operations how many calls
     * @param clients how many at once
     * @param values how many different ones are written; 0 for a fresh one each time
     * @param crashes which share of the calls never tells its outcome
     * @param lies how many results of successful reads and compare-and-sets are then changed at random
     */
    record Shape(int operations, int clients, int values, double crashes, int lies) {
        /** Small enough to try every order: without crashes, with some, or with hardly anything else. */
        static Shape small(SplittableRandom random) {
            double crashes = switch (random.nextInt(3)) {
                case 0 -> 0;
                case 1 -> random.nextDouble() * 0.5;
                default -> 0.5 + random.nextDouble() * 0.3;
            };
            return new Shape(
                    2 + random.nextInt(8),
                    1 + random.nextInt(4),
                    random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4),
                    crashes,
                    random.nextInt(5));
        }
    }

    private static final class Call {
        final int process;
        final String f;
        final @Nullable Object argument;
        boolean effective;
        boolean refused;

        @Nullable
        Object result;

        Call(int process, String f, @Nullable Object argument) {
            this.process = process;
            this.f = f;
            this.argument = argument;
        }
    }

    private RandomHistories(SplittableRandom random, Shape shape) {
        this.random = random;
        this.shape = shape;
        this.nextProcess = shape.clients();
    }

    static List<Event> generate(SplittableRandom random, Shape shape) {
        var histories = new RandomHistories(random, shape);
        histories.run();
        for (int i = 0; i < shape.lies(); i++) {
            histories.lie();
        }
        return List.copyOf(histories.events);
    }

    private void run() {
        int[] processes = new int[shape.clients()];
        Arrays.setAll(processes, i -> i);
        while (begun < shape.operations() || !running.isEmpty()) {
            int client = random.nextInt(processes.length);
            Call call = running.get(client);
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
        String f = List.of("read", "write", "cas").get(random.nextInt(3));
        Object argument = switch (f) {
            case "read" -> null;
            case "write" -> value();
            default -> Arrays.asList(random.nextInt(3) == 0 ? value() : state, value());
        };
        running.put(client, new Call(process, f, argument));
        events.add(new Invocation(events.size(), events.size() * 10L, process, f, argument));
    }

    private Object value() {
        return shape.values() == 0 ? 1000L + begun : 1L + random.nextInt(shape.values());
    }

    /** Whether it crashed. */
    private boolean advance(int client, Call call) {
        if (!call.effective && random.nextBoolean()) {
            affect(call);
            return false;
        }
        running.remove(client);
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
        call.result = call.argument;
        switch (call.f) {
            case "read" -> call.result = state;
            case "write" -> state = call.argument;
            default -> {
                List<?> pair = (List<?>) Objects.requireNonNull(call.argument);
                call.refused = !Objects.equals(pair.get(0), state);
                state = call.refused ? state : pair.get(1);
            }
        }
    }

    private void complete(Call call, Outcome outcome) {
        events.add(new Completion(
                events.size(),
                events.size() * 10L,
                call.process,
                outcome,
                call.f,
                outcome == Outcome.OK ? call.result : call.argument,
                outcome == Outcome.OK ? Optional.empty() : Optional.of("timeout")));
    }

    /** One result becomes another; or a call claims to have succeeded, or failed, that did not. */
    private void lie() {
        int[] completions = IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof Completion it && it.outcome() != Outcome.INFO)
                .toArray();
        if (completions.length == 0) {
            return;
        }
        int at = completions[random.nextInt(completions.length)];
        var truth = (Completion) events.get(at);
        if (truth.outcome() == Outcome.FAIL) {
            events.set(at, lie(truth, Outcome.OK, truth.value()));
        } else if (truth.f().equals("read")) {
            events.set(at, lie(truth, Outcome.OK, random.nextInt(4) == 0 ? null : value()));
        } else if (random.nextInt(3) == 0) {
            events.set(at, lie(truth, Outcome.FAIL, truth.value()));
        }
    }

    private static Completion lie(Completion truth, Outcome outcome, @Nullable Object value) {
        return new Completion(truth.index(), truth.time(), truth.process(), outcome, truth.f(), value, truth.error());
    }
}
