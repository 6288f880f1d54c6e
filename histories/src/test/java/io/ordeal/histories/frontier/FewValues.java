package io.ordeal.histories.frontier;

import io.ordeal.histories.theorem.Small;
import io.ordeal.histories.theorem.Small.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Small histories of registers with few values, so that much looks alike: clients that call a real one, with some values
 * changed afterwards, or such as mean nothing from the start. Some have nothing but what crashes, or is all the same.
 */
final class FewValues {

    private final SplittableRandom random;
    private final int values;
    private final int clients;
    private final int most;
    private final double crashes;
    private final boolean wild;
    private final int[] mix;
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> late = new ArrayList<>();
    private int time;
    private int state;

    private static final class Call {
        int from = Small.NONE;
        int to = Small.NONE;
        int invoked;
        int returned = Small.NEVER;
        boolean effective;
        boolean dropped;
    }

    private FewValues(SplittableRandom random) {
        this.random = random;
        this.values = 2 + random.nextInt(random.nextInt(3) == 0 ? 6 : 3);
        this.clients = 1 + random.nextInt(6);
        this.most = 2 + random.nextInt(9);
        this.crashes = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.6;
        this.wild = random.nextInt(4) == 0;
        this.mix = new int[] {1 + random.nextInt(3), 1 + random.nextInt(3), random.nextInt(4), random.nextInt(5) / 4};
    }

    static Small draw(SplittableRandom random) {
        return new FewValues(random).run();
    }

    private Small run() {
        @Nullable Call[] open = new @Nullable Call[clients];
        while (calls.size() < most || Arrays.stream(open).anyMatch(call -> call != null)) {
            int client = random.nextInt(clients);
            if (!late.isEmpty() && random.nextInt(5) == 0) {
                affect(late.remove(random.nextInt(late.size())));
            }
            Call call = open[client];
            if (call != null) {
                open[client] = advance(call) ? call : null;
            } else if (calls.size() < most) {
                open[client] = begin();
            }
        }
        calls.removeIf(call -> call.dropped || (call.returned == Small.NEVER && call.to == Small.NONE));
        if (!wild && random.nextBoolean()) {
            lie();
        }
        List<Action> actions = new ArrayList<>();
        calls.sort(Comparator.comparingInt(call -> call.invoked));
        calls.forEach(call -> actions.add(new Action(call.from, call.to, call.invoked, call.returned)));
        return new Small(values, actions);
    }

    private Call begin() {
        var call = new Call();
        call.invoked = ++time;
        int draw = random.nextInt(Arrays.stream(mix).sum());
        if (draw < mix[0]) {
            call.from = random.nextInt(values);
        } else if (draw < mix[0] + mix[1]) {
            call.to = random.nextInt(values);
        } else if (draw < mix[0] + mix[1] + mix[2]) {
            call.from = random.nextInt(values);
            call.to = (call.from + 1 + random.nextInt(values - 1)) % values;
        }
        calls.add(call);
        return call;
    }

    /** Whether it goes on. */
    private boolean advance(Call call) {
        if (!wild && !call.effective && random.nextBoolean()) {
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
        call.returned = ++time;
        return false;
    }

    private void affect(Call call) {
        if (call.effective || wild) {
            return;
        }
        call.effective = true;
        if (call.to == Small.NONE) {
            call.from = call.from == Small.NONE ? Small.NONE : state;
        } else if (call.from == Small.NONE || call.from == state) {
            state = call.to;
        } else {
            call.dropped = random.nextInt(4) != 0;
        }
    }

    private void lie() {
        for (int lies = 1 + random.nextInt(2); lies > 0 && !calls.isEmpty(); lies--) {
            Call call = calls.get(random.nextInt(calls.size()));
            if (call.from != Small.NONE && call.to == Small.NONE) {
                call.from = random.nextInt(values);
            } else if (call.to != Small.NONE && call.from == Small.NONE) {
                call.to = random.nextInt(values);
            }
        }
    }
}
