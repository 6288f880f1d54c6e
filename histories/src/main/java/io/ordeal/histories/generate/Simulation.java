package io.ordeal.histories.generate;

import io.ordeal.histories.generate.Call.Phase;
import io.ordeal.histories.generate.Call.Span;
import io.ordeal.histories.generate.Call.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Clients that call one register, event by event. A call takes effect at any moment between its invocation and its end;
 * one that crashes, at any moment after its invocation, or, half of them, never.
 *
 * <p>Time is a whole number of ticks, and everything drawn is computed from whole numbers, but for the crash rate.
 */
final class Simulation {

    private static final long NANOS_PER_TICK = 1000;
    private static final int LATENESS = 20;
    private static final int FRACTION_BITS = 10;
    private static final int PAUSE_BITS = 6;

    private final RegisterHistories plan;
    private final Observer observer;
    private final SplittableRandom random;
    private final Lie lie;
    private final Agenda agenda = new Agenda();
    /** What each slot is about: a client its call, if it has one, and beyond the clients, who crashed and still acts. */
    private final List<Call> calls = new ArrayList<>();

    private final ArrayDeque<Integer> freeSlots = new ArrayDeque<>();
    private final boolean[] busy;
    private final long[] processes;
    /** What each client saw last. */
    private final int[] seen;

    private int state;
    private int newest;
    private int begun;
    private int counted;
    private int events;
    private long nextProcess;

    Simulation(RegisterHistories plan, Observer observer) {
        this.plan = plan;
        this.observer = observer;
        this.random = new SplittableRandom(plan.seed());
        this.lie = new Lie(plan);
        this.busy = new boolean[plan.clients()];
        this.processes = new long[plan.clients()];
        this.seen = new int[plan.clients()];
        this.newest = plan.values() instanceof Values.Few(int number) ? number : 0;
        Call nothing = new Call(-1, -1, Verb.READ, 0, 0, new Span(Call.NEVER, 0, false));
        for (int client = 0; client < plan.clients(); client++) {
            processes[client] = nextProcess++;
            calls.add(nothing);
            agenda.add(pause(), client);
        }
    }

    /**
     * Does what comes next.
     *
     * @return false where nothing does
     * @throws IllegalStateException at the end, where there was no place for the flaw
     */
    boolean step() {
        if (agenda.isEmpty()) {
            lie.requireTold();
            return false;
        }
        long now = agenda.time();
        int slot = agenda.slot();
        if (slot >= busy.length) {
            affect(calls.get(slot));
            agenda.remove();
            freeSlots.push(slot);
        } else if (!busy[slot]) {
            invoke(slot, now);
        } else if (now < calls.get(slot).end) {
            Call call = calls.get(slot);
            affect(call);
            seen[slot] = state;
            agenda.postpone(call.end);
        } else {
            end(slot, now);
        }
        return true;
    }

    private void invoke(int client, long now) {
        if (counted >= plan.operations()) {
            agenda.remove();
            return;
        }
        Call call = call(client, now);
        call.invokedAt = events++;
        counted += call.crashes && !call.changes() ? 0 : 1;
        calls.set(client, call);
        busy[client] = true;
        lie.invoked(call);
        observer.invoked(call, now * NANOS_PER_TICK);
        agenda.postpone(Math.min(call.effect, call.end));
    }

    private Call call(int client, long now) {
        Span span = span(now);
        int number = begun++;
        long process = processes[client];
        return switch (random.nextInt(3)) {
            case 0 -> new Call(number, process, Verb.READ, 0, 0, span);
            case 1 -> new Call(number, process, Verb.WRITE, 0, value(), span);
            default -> {
                int old = plan.values() instanceof Values.Few ? value() : seen[client];
                yield new Call(number, process, Verb.CAS, old, valueOtherThan(old), span);
            }
        };
    }

    private int value() {
        return plan.values() instanceof Values.Few(int number) ? 1 + random.nextInt(number) : ++newest;
    }

    private int valueOtherThan(int old) {
        return plan.values() instanceof Values.Few(int number)
                ? 1 + (old + random.nextInt(number - 1)) % number
                : ++newest;
    }

    private Span span(long now) {
        long latency = latency();
        long delay = (latency * (random.nextInt() >>> Short.SIZE)) >>> Short.SIZE;
        if (random.nextDouble() >= plan.crashRate()) {
            return new Span(now + delay, now + latency, false);
        }
        long lateness = random.nextInt(3) == 0 ? LATENESS : 1;
        return new Span(random.nextBoolean() ? now + delay * lateness : Call.NEVER, now + latency, true);
    }

    /** About exponential, with a median of 1024 ticks: the logarithm of a random number, its bits taken as they are. */
    private long latency() {
        long bits = random.nextLong() | 1;
        int zeros = Long.numberOfLeadingZeros(bits);
        long fraction = (bits << zeros << 1) >>> (Long.SIZE - FRACTION_BITS);
        return ((zeros + 1L) << FRACTION_BITS) - fraction;
    }

    private long pause() {
        return 1L + (random.nextInt() >>> (Integer.SIZE - PAUSE_BITS));
    }

    private void affect(Call call) {
        call.phase = Phase.EFFECTIVE;
        switch (call.verb) {
            case READ -> call.value = state;
            case WRITE -> state = call.value;
            case CAS -> {
                if (state == call.old) {
                    state = call.value;
                } else {
                    call.phase = Phase.REFUSED;
                }
            }
        }
    }

    private void end(int client, long now) {
        Call call = calls.get(client);
        busy[client] = false;
        agenda.postpone(now + pause());
        if (call.crashes) {
            processes[client] = nextProcess++;
            if (call.phase == Phase.BEGUN && call.effect != Call.NEVER) {
                strand(call);
            }
        } else if (call.phase == Phase.REFUSED) {
            counted--;
        }
        lie.ended(call, events++, newest, counted);
        observer.ended(call, now * NANOS_PER_TICK);
    }

    /** Nobody waits for it any more, but it will still take effect. */
    private void strand(Call call) {
        int slot = freeSlots.isEmpty() ? calls.size() : freeSlots.pop();
        if (slot == calls.size()) {
            calls.add(call);
        } else {
            calls.set(slot, call);
        }
        agenda.add(call.effect, slot);
    }
}
