package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Versioned.State;
import io.ordeal.histories.theorem.Versioned.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A small history of a {@link Versioned} register, and whether some order explains it, found out by trying all. */
record VersionedHistory(Versioned model, List<Call> calls) {

    static final int NEVER = Columns.NEVER;

    record Call(Step step, int invoked, int returned) {
        boolean isCertain() {
            return returned != NEVER;
        }
    }

    /** Clients that call a real one; then, perhaps, some answers and some times are changed. */
    static VersionedHistory draw(SplittableRandom random) {
        var model = new Versioned(random.nextInt(3) != 0);
        double crashes = Math.max(0, random.nextInt(4) - 1) * 0.15;
        double silence = random.nextInt(3) * 0.2;
        int values = 1 + random.nextInt(6);
        var open = new @Nullable Draft[1 + random.nextInt(4)];
        var drafts = new ArrayList<Draft>();
        State[] state = {model.initial()};
        for (int time = 0, most = 3 + random.nextInt(7); time < 50; time += 2) {
            int client = random.nextInt(open.length);
            Draft draft = open[client];
            if (draft == null && drafts.size() < most) {
                open[client] = new Draft(random.nextInt(5) < 2, 1 + random.nextInt(values), time);
                drafts.add(open[client]);
            } else if (draft != null && (random.nextInt(3) == 0 || random.nextDouble() < crashes)) {
                draft.affect(state, random.nextInt(4) != 0);
                open[client] = null;
                if (random.nextDouble() >= crashes) {
                    draft.affect(state, true);
                    draft.returned = time;
                }
            } else if (draft != null) {
                draft.affect(state, true);
            }
        }
        int lies = random.nextInt(9);
        for (int i = 0; i < lies && !drafts.isEmpty(); i++) {
            drafts.get(random.nextInt(drafts.size())).lie(random, drafts);
        }
        List<Call> calls = drafts.stream()
                .sorted(Comparator.comparingInt(draft -> draft.invoked))
                .map(draft -> draft.call(model, random.nextDouble() < (draft.changes ? silence / 8 : silence)))
                .toList();
        return new VersionedHistory(model, calls);
    }

    private static final class Draft {
        final boolean changes;
        final int invoked;
        int value;
        int version = Versioned.UNTOLD;
        int returned = NEVER;
        boolean effective;

        Draft(boolean changes, int value, int invoked) {
            this.changes = changes;
            this.value = value;
            this.invoked = invoked;
        }

        void affect(State[] state, boolean really) {
            if (!effective && really) {
                effective = true;
                state[0] = changes ? new State(value, state[0].version() + 1) : state[0];
                value = state[0].value();
                version = state[0].version();
            }
        }

        void lie(SplittableRandom random, List<Draft> all) {
            Draft other = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0 -> value = other.value;
                case 1 -> version += random.nextInt(3) - 1;
                default ->
                    returned = returned != NEVER && invoked < other.invoked && other.invoked < returned
                            ? other.invoked - 1
                            : returned;
            }
        }

        Call call(Versioned model, boolean silent) {
            boolean tells = returned != NEVER && !silent && version >= 0;
            return new Call(
                    new Step(changes, value, tells ? version : Versioned.UNTOLD, model.strict()), invoked, returned);
        }
    }

    Encoding<State> encoding() {
        var automaton = new Automaton<>(model);
        var columns = new Columns();
        int[] numbers = new int[calls.size()];
        var times = new ArrayList<int[]>();
        for (int i = 0; i < calls.size(); i++) {
            times.add(new int[] {calls.get(i).invoked(), i, 0});
            times.add(new int[] {calls.get(i).returned(), i, 1});
        }
        times.sort(Comparator.comparingInt(time -> time[0]));
        for (int[] time : times) {
            Call call = calls.get(time[1]);
            if (time[2] == 0) {
                numbers[time[1]] = columns.invoke(automaton.kind(call.step()));
            } else if (call.isCertain()) {
                columns.complete(numbers[time[1]]);
            }
        }
        return new Encoding<>(automaton, columns, number -> {
            throw new AssertionError("nobody needs operation " + number);
        });
    }

    boolean isExplained() {
        return explains(0, model.initial(), new HashSet<>());
    }

    private boolean explains(int done, State state, Set<List<Object>> tried) {
        int first = NEVER;
        for (int i = 0; i < calls.size(); i++) {
            first = (done >> i & 1) == 0 ? Math.min(first, calls.get(i).returned()) : first;
        }
        if (first == NEVER) {
            return true;
        }
        if (!tried.add(List.of(done, state))) {
            return false;
        }
        for (int i = 0; i < calls.size(); i++) {
            Step step = calls.get(i).step();
            int version = state.version() + (step.changes() ? 1 : 0);
            boolean legal = (step.changes() || step.value() == state.value())
                    && (!model.strict() || step.version() < 0 || step.version() == version);
            if ((done >> i & 1) == 0
                    && calls.get(i).invoked() < first
                    && legal
                    && explains(done | 1 << i, new State(step.value(), version), tried)) {
                return true;
            }
        }
        return false;
    }
}
