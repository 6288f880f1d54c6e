package io.ordeal.histories.generate;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;
import java.util.Optional;

/** Keeps, in numbers, what a checker has to explain: not calls that failed, and not reads that crashed. */
final class Ledger implements Observer {

    private static final int LEFT_OUT = -1;
    private static final int ROOM = 64;

    private final RegisterHistories plan;
    private final Steps steps;
    /** By the number of a call. */
    private int[] kinds = new int[ROOM];
    /** Twice the number of a call for its invocation, and one more for its return. */
    private int[] events = new int[2 * ROOM];

    private int calls;
    private int size;

    Ledger(RegisterHistories plan) {
        this.plan = plan;
        this.steps = new Steps(plan.values());
    }

    @Override
    public void invoked(Call call, long nanos) {
        if (call.number == kinds.length) {
            kinds = Arrays.copyOf(kinds, larger(call.number));
        }
        kinds[call.number] = LEFT_OUT;
        calls = call.number + 1;
        add(call.number << 1);
    }

    @Override
    public void ended(Call call, long nanos) {
        Outcome outcome = call.outcome();
        if (outcome == Outcome.FAIL || (outcome == Outcome.INFO && !call.changes())) {
            return;
        }
        kinds[call.number] = steps.kind(call);
        if (outcome == Outcome.OK) {
            add(call.number << 1 | 1);
        }
    }

    private void add(int event) {
        if (size == events.length) {
            events = Arrays.copyOf(events, larger(size));
        }
        events[size++] = event;
    }

    private static int larger(int length) {
        return length + (length >> 1);
    }

    Encoding<Optional<Object>> encoding() {
        var columns = new Columns(plan.operations());
        int[] numbers = new int[calls];
        for (int i = 0; i < size; i++) {
            int call = events[i] >> 1;
            if ((events[i] & 1) != 0) {
                columns.complete(numbers[call]);
            } else if (kinds[call] != LEFT_OUT) {
                numbers[call] = columns.invoke(kinds[call]);
            }
        }
        return new Encoding<>(steps.automaton(), columns, number -> steps.operation(columns, number));
    }
}
