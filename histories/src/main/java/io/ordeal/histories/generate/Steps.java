package io.ordeal.histories.generate;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Kinds;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Numbers what is done to a register, and the values it holds, as they turn up. */
final class Steps {

    private static final int ROOM = 64;

    private final Kinds kinds = new Kinds();
    private final Tally states = new Tally();
    /** How many rows {@link #changes} has; one where no two changes are alike. */
    private final int rows;
    /** By the state that is read. */
    private int[] reads = unknown(ROOM);
    /** By what is expected, row by row, and what is set; the first row for writes. */
    private final int[] changes;

    Steps(Values values) {
        this.rows = values instanceof Values.Few(int number) ? number + 1 : 1;
        this.changes = unknown(rows * rows);
        states.number(0);
    }

    private static int[] unknown(int size) {
        int[] all = new int[size];
        Arrays.fill(all, Tally.UNKNOWN);
        return all;
    }

    Automaton<Optional<Object>> automaton() {
        if (rows == 1) {
            return new Automaton<>(RegisterHistories.model(), kinds, this::transition, states.size(), this::state);
        }
        var transitions =
                IntStream.range(0, kinds.size()).mapToObj(this::transition).toList();
        var values = IntStream.range(0, states.size()).mapToObj(this::state).toList();
        return new Automaton<>(RegisterHistories.model(), kinds, transitions::get, values.size(), values::get);
    }

    /** The number of what {@code call} does. */
    int kind(Call call) {
        if (call.verb == Call.Verb.READ) {
            return read(states.number(call.value));
        }
        if (rows == 1) {
            return change(call);
        }
        int at = call.old * rows + call.value;
        if (changes[at] == Tally.UNKNOWN) {
            changes[at] = change(call);
        }
        return changes[at];
    }

    private int read(int state) {
        if (state >= reads.length) {
            int length = reads.length;
            reads = Arrays.copyOf(reads, state + (state >> 1));
            Arrays.fill(reads, length, reads.length, Tally.UNKNOWN);
        }
        if (reads[state] == Tally.UNKNOWN) {
            reads[state] = kinds.observing(state);
        }
        return reads[state];
    }

    private int change(Call call) {
        return call.verb == Call.Verb.WRITE
                ? kinds.setting(states.number(call.value))
                : kinds.moving(states.number(call.old), states.number(call.value));
    }

    private Optional<Object> state(int number) {
        return Optional.ofNullable(Transcript.plain(states.value(number)));
    }

    private Transition<Optional<Object>> transition(int kind) {
        Object value = value(kind);
        return RegisterHistories.model().certain(f(kind), value, value);
    }

    private String f(int kind) {
        return switch (kinds.shape(kind)) {
            case OBSERVES -> "read";
            case SETS -> "write";
            case MOVES -> "cas";
            case PASSES, LOOKS, ACTS -> throw new IllegalStateException("no step of a register");
        };
    }

    private @Nullable Object value(int kind) {
        return switch (kinds.shape(kind)) {
            case OBSERVES -> shown(kinds.from(kind));
            case MOVES -> Arrays.asList(shown(kinds.from(kind)), shown(kinds.to(kind)));
            case SETS, PASSES, LOOKS, ACTS -> shown(kinds.to(kind));
        };
    }

    private @Nullable Object shown(int state) {
        return state(state).orElse(null);
    }

    /** An operation in {@code columns}, by a process of its own, with positions for indices. */
    Operation operation(Columns columns, int number) {
        String f = f(columns.kind(number));
        Object value = value(columns.kind(number));
        Object argument = f.equals("read") ? null : value;
        var invocation = new Invocation(columns.invoked(number), Event.UNTIMED, number, f, argument);
        if (!columns.isCertain(number)) {
            return new Operation(invocation, Optional.empty());
        }
        var completion =
                new Completion(columns.returned(number), Event.UNTIMED, number, Outcome.OK, f, value, Optional.empty());
        return new Operation(invocation, Optional.of(completion));
    }
}
