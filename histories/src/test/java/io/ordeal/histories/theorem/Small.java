package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.encode.Kinds;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.model.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small history of one register, and whether some order explains it, found out by trying all of them. */
public record Small(int states, List<Action> actions) {

    public static final int NONE = -1;
    public static final int NEVER = Integer.MAX_VALUE;

    /**
     * An operation.
     *
     * @param from the value it needs, or none
     * @param to the value it leads to, or none
     * @param returned or never, if nobody knows whether it took effect
     */
    public record Action(int from, int to, int invoked, int returned) {
        public boolean isCertain() {
            return returned != NEVER;
        }

        @Override
        public String toString() {
            return (from == NONE ? "*" : from) + (to == NONE ? "" : ">" + to) + " [" + invoked + ","
                    + (isCertain() ? returned : "never") + "]";
        }
    }

    public Small {
        actions = List.copyOf(actions);
    }

    public int size() {
        return actions.size();
    }

    /** Those with a bit, in the same order. */
    public Small only(BitSet which) {
        return new Small(states, which.stream().mapToObj(actions::get).toList());
    }

    /** Actions are numbered as they are here: they must be in the order of their invocations. */
    public Encoding<Optional<Object>> encoding() {
        var kinds = new Kinds();
        var transitions = new ArrayList<Transition<Optional<Object>>>();
        var columns = new Columns();
        int[] events = new int[2 * size()];
        int[] times = new int[2 * size()];
        for (int i = 0; i < size(); i++) {
            times[2 * i] = actions.get(i).invoked();
            times[2 * i + 1] = actions.get(i).returned();
        }
        Integer[] byTime = new Integer[2 * size()];
        Arrays.setAll(byTime, i -> i);
        Arrays.sort(byTime, (one, other) -> Integer.compare(times[one], times[other]));
        for (int event : byTime) {
            Action action = actions.get(event / 2);
            if (event % 2 == 0) {
                var transition = transition(action);
                int kind = transitions.indexOf(transition);
                if (kind < 0) {
                    kind = kind(kinds, action);
                    transitions.add(transition);
                }
                events[event / 2] = columns.invoke(kind);
            } else if (action.isCertain()) {
                columns.complete(events[event / 2]);
            }
        }
        var automaton = new Automaton<>(
                RegisterHistories.model(), kinds, transitions::get, states, state -> Optional.ofNullable(value(state)));
        return new Encoding<>(automaton, columns, number -> {
            throw new AssertionError("nobody needs operation " + number);
        });
    }

    private static Transition<Optional<Object>> transition(Action action) {
        Register model = RegisterHistories.model();
        if (action.from() == NONE) {
            return action.to() == NONE ? model.possible("read", null) : model.possible("write", value(action.to()));
        }
        return action.to() == NONE
                ? model.certain("read", null, value(action.from()))
                : model.possible("cas", Arrays.asList(value(action.from()), value(action.to())));
    }

    private static @Nullable Object value(int state) {
        return state == 0 ? null : (Object) (long) state;
    }

    private static int kind(Kinds kinds, Action action) {
        if (action.from() == NONE) {
            return action.to() == NONE ? kinds.passing() : kinds.setting(action.to());
        }
        return action.to() == NONE ? kinds.observing(action.from()) : kinds.moving(action.from(), action.to());
    }

    /** Whether some order explains it. */
    public boolean isExplained() {
        return new Brute(this).explains(0, 0);
    }

    /** Tries every order, but nothing twice. */
    private static final class Brute {
        private final Action[] actions;
        private final int states;
        private final int certain;
        private final long[] tried;

        Brute(Small history) {
            this.actions = history.actions.toArray(Action[]::new);
            this.states = history.states;
            int all = 0;
            for (int i = 0; i < actions.length; i++) {
                all |= actions[i].isCertain() ? 1 << i : 0;
            }
            this.certain = all;
            this.tried = new long[((states << actions.length) >> 6) + 1];
        }

        boolean explains(int done, int state) {
            if ((done & certain) == certain) {
                return true;
            }
            int key = done * states + state;
            if ((tried[key >> 6] >> key & 1) != 0) {
                return false;
            }
            tried[key >> 6] |= 1L << key;
            int first = NEVER;
            for (int i = 0; i < actions.length; i++) {
                first = (done >> i & 1) == 0 ? Math.min(first, actions[i].returned()) : first;
            }
            for (int i = 0; i < actions.length; i++) {
                Action action = actions[i];
                if ((done >> i & 1) == 0
                        && action.invoked() < first
                        && (action.from() == NONE || action.from() == state)
                        && explains(done | 1 << i, action.to() == NONE ? state : action.to())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What is wrong with a linearization, if anything is. */
    public Optional<String> complaint(int[] order) {
        var placed = new BitSet();
        int state = 0;
        int latest = -1;
        for (int number : order) {
            Action action = actions.get(number);
            if (placed.get(number)) {
                return Optional.of(number + " comes twice");
            }
            placed.set(number);
            if (action.from() != NONE && action.from() != state) {
                return Optional.of(number + " is illegal");
            }
            state = action.to() == NONE ? state : action.to();
            if (action.returned() < latest) {
                return Optional.of(number + " comes after one that was invoked when it had returned");
            }
            latest = Math.max(latest, action.invoked());
        }
        var missing = new ArrayList<Integer>();
        for (int i = 0; i < size(); i++) {
            if (actions.get(i).isCertain() && !placed.get(i)) {
                missing.add(i);
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of("missing are " + missing);
    }
}
