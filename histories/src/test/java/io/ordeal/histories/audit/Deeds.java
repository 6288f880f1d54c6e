package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Histories of clients that use a real set, counter, queue or source of identifiers, whose effects come at any moment
 * of a call, or, of calls that crash, later or never. Then, perhaps, some outcomes are changed.
 */
final class Deeds {

    private static final long TICK = 1_000_000;

    private final SplittableRandom random;
    private final Thing thing;
    private final double crashes;
    private final List<Event> events = new ArrayList<>();
    private final TreeMap<Integer, Call> running = new TreeMap<>();
    private final List<Call> crashed = new ArrayList<>();
    private final int operations;
    private int begun;
    private long nextProcess;

    /** What clients use. */
    interface Thing {

        /** Something to do, as {@code f} and what it is given. */
        Todo next(SplittableRandom random);

        /** Does it. Empty where that is refused. */
        Optional<Done> act(String f, @Nullable Object argument);

        /** Something else that it might have given. */
        @Nullable
        Object lie(SplittableRandom random, String f, @Nullable Object truth);
    }

    record Todo(String f, @Nullable Object argument) {}

    record Done(@Nullable Object result) {}

    private static final class Call {
        private final long process;
        private final Todo todo;
        private boolean effective;
        private Optional<Done> done = Optional.empty();

        Call(long process, Todo todo) {
            this.process = process;
            this.todo = todo;
        }
    }

    private Deeds(SplittableRandom random, Thing thing, int operations, double crashes) {
        this.random = random;
        this.thing = thing;
        this.operations = operations;
        this.crashes = crashes;
    }

    /** A small history of {@code thing}, whose outcomes are true, or else some are not. */
    static List<Event> of(SplittableRandom random, Thing thing, boolean truly) {
        double crashes = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.4;
        var deeds = new Deeds(random, thing, 4 + random.nextInt(8), crashes);
        deeds.run(1 + random.nextInt(4));
        for (int lies = truly ? 0 : 1 + random.nextInt(4); lies > 0; lies--) {
            deeds.lie();
        }
        return List.copyOf(deeds.events);
    }

    private void run(int clients) {
        long[] processes = new long[clients];
        Arrays.setAll(processes, i -> nextProcess++);
        while (begun < operations || !running.isEmpty()) {
            int client = random.nextInt(clients);
            Call call = running.get(client);
            if (call == null) {
                begin(client, processes[client]);
            } else if (!advance(client, call)) {
                processes[client] = nextProcess++;
            }
            if (!crashed.isEmpty() && random.nextInt(4) == 0) {
                affect(crashed.remove(random.nextInt(crashed.size())));
            }
        }
    }

    private void begin(int client, long process) {
        if (begun < operations) {
            begun++;
            var call = new Call(process, thing.next(random));
            running.put(client, call);
            events.add(new Invocation(events.size(), time(), process, call.todo.f(), call.todo.argument()));
        }
    }

    /** Whether the client lives. */
    private boolean advance(int client, Call call) {
        if (!call.effective && random.nextBoolean()) {
            affect(call);
            return true;
        }
        running.remove(client);
        if (random.nextDouble() < crashes) {
            if (!call.effective && random.nextBoolean()) {
                crashed.add(call);
            }
            if (random.nextBoolean()) {
                complete(call, Outcome.INFO, call.todo.argument());
            }
            return false;
        }
        if (!call.effective && random.nextInt(6) == 0) {
            complete(call, Outcome.FAIL, call.todo.argument());
            return true;
        }
        affect(call);
        if (call.done.isPresent()) {
            complete(call, Outcome.OK, call.done.get().result());
        } else {
            complete(call, Outcome.FAIL, call.todo.argument());
        }
        return true;
    }

    private void affect(Call call) {
        if (!call.effective) {
            call.effective = true;
            call.done = thing.act(call.todo.f(), call.todo.argument());
        }
    }

    private void complete(Call call, Outcome outcome, @Nullable Object value) {
        events.add(
                new Completion(events.size(), time(), call.process, outcome, call.todo.f(), value, Optional.empty()));
    }

    private long time() {
        return events.size() * TICK;
    }

    /** An outcome that was known becomes another. */
    private void lie() {
        List<Completion> known = events.stream()
                .filter(event -> event instanceof Completion it && it.outcome() != Outcome.INFO)
                .map(Completion.class::cast)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        Completion truth = known.get(random.nextInt(known.size()));
        Object value = thing.lie(random, truth.f(), truth.value());
        Outcome outcome = truth.outcome() == Outcome.OK && (value == null || value.equals(truth.value()))
                ? Outcome.FAIL
                : Outcome.OK;
        if (outcome == Outcome.FAIL || value != null) {
            events.set(
                    (int) truth.index(),
                    new Completion(
                            truth.index(), truth.time(), truth.process(), outcome, truth.f(), value, Optional.empty()));
        }
    }
}
