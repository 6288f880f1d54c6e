package io.ordeal.histories.theorem;

import io.ordeal.histories.theorem.Small.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Small histories of registers that are set to a new value each time: clients that call a real one, with some values or
 * times changed afterwards, or such as mean nothing from the start.
 */
final class SmallRegisters {

    private static final int NONE = Small.NONE;

    private final SplittableRandom random;
    private final int clients;
    private final int most;
    private final double crashes;
    private final double passing;
    private final boolean wild;
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> late = new ArrayList<>();
    private int time;
    private int state;
    private int fresh = 1;

    private static final class Call {
        int from = NONE;
        int to = NONE;
        int invoked;
        int returned = Small.NEVER;
        boolean effective;
        boolean dropped;
    }

    private SmallRegisters(SplittableRandom random) {
        this.random = random;
        this.clients = 1 + random.nextInt(6);
        this.most = 3 + random.nextInt(9);
        this.crashes = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.5;
        this.passing = random.nextInt(4) == 0 ? 0.3 : 0;
        this.wild = random.nextInt(8) == 0;
    }

    static Small draw(SplittableRandom random) {
        return new SmallRegisters(random).run();
    }

    private Small run() {
        @Nullable Call[] open = new @Nullable Call[clients];
        while (calls.size() < most || Arrays.stream(open).anyMatch(call -> call != null)) {
            int client = random.nextInt(clients);
            if (!late.isEmpty() && random.nextInt(4) == 0) {
                affect(late.remove(random.nextInt(late.size())));
            }
            Call call = open[client];
            if (call != null) {
                open[client] = advance(call) ? call : null;
            } else if (calls.size() < most) {
                open[client] = begin();
            }
        }
        calls.removeIf(call -> call.dropped);
        if (!wild) {
            lie();
        }
        List<Action> actions = new ArrayList<>();
        calls.sort(Comparator.comparingInt(call -> call.invoked));
        calls.forEach(call -> actions.add(new Action(call.from, call.to, call.invoked, call.returned)));
        return new Small(most + 2, actions);
    }

    private int next() {
        time += 2;
        return time;
    }

    private Call begin() {
        var call = new Call();
        call.invoked = next();
        switch (random.nextDouble() < passing ? 3 : random.nextInt(3)) {
            case 0 -> call.from = wild ? anyValue() : 0;
            case 1 -> call.to = fresh++;
            case 2 -> {
                call.from = wild ? anyValue() : random.nextInt(4) == 0 ? random.nextInt(fresh) : state;
                call.to = fresh++;
                call.from = call.from == call.to ? 0 : call.from;
            }
            default -> {}
        }
        calls.add(call);
        return call;
    }

    /** Which nobody need ever set. */
    private int anyValue() {
        return random.nextInt(most + 2);
    }

    /** Whether it goes on. */
    private boolean advance(Call call) {
        if (!call.effective && random.nextBoolean()) {
            affect(call);
            return true;
        }
        if (random.nextDouble() < crashes) {
            if (!call.effective && random.nextBoolean()) {
                late.add(call);
            }
            return false;
        }
        affect(call);
        call.returned = next();
        return false;
    }

    private void affect(Call call) {
        if (call.effective) {
            return;
        }
        call.effective = true;
        if (wild) {
            return;
        }
        if (call.to == NONE) {
            call.from = call.from == NONE ? NONE : state;
        } else if (call.from == NONE || call.from == state) {
            state = call.to;
        } else if (random.nextInt(8) != 0) {
            call.dropped = true;
        }
    }

    private void lie() {
        int lies = random.nextInt(7);
        for (int i = 0; i < lies && !calls.isEmpty(); i++) {
            Call call = calls.get(random.nextInt(calls.size()));
            if (random.nextInt(8) != 0) {
                hasten();
            } else if (call.from != NONE) {
                int other = random.nextInt(fresh);
                call.from = other == call.to ? call.from : other;
            }
        }
    }

    /** One call returns just before another is invoked that overlapped with it. */
    private void hasten() {
        for (int tries = 0; tries < 8; tries++) {
            Call one = calls.get(random.nextInt(calls.size()));
            Call other = calls.get(random.nextInt(calls.size()));
            if (one.returned != Small.NEVER && one.invoked < other.invoked && other.invoked < one.returned) {
                one.returned = other.invoked - 1;
                return;
            }
        }
    }
}
