package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A small history of any model, and whether some order explains it, found out by trying all.
 *
 * @param calls in the order of their invocations
 */
record SmallHistory<S>(Model<S> model, List<Call<S>> calls) {

    static final int NEVER = Columns.NEVER;

    record Call<S>(Transition<S> transition, int invoked, int returned) {
        boolean isCertain() {
            return returned != NEVER;
        }

        boolean precedes(Call<S> other) {
            return returned < other.invoked;
        }
    }

    int size() {
        return calls.size();
    }

    /** Those with a bit, in the same order. */
    SmallHistory<S> only(BitSet which) {
        return new SmallHistory<>(model, which.stream().mapToObj(calls::get).toList());
    }

    Encoding<S> encoding() {
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
            Call<S> call = calls.get(time[1]);
            if (time[2] == 0) {
                numbers[time[1]] = columns.invoke(automaton.kind(call.transition()));
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

    private boolean explains(int done, S state, Set<List<Object>> tried) {
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
            if ((done >> i & 1) == 0 && calls.get(i).invoked() < first) {
                Optional<S> after = calls.get(i).transition().from(state);
                if (after.isPresent() && explains(done | 1 << i, after.get(), tried)) {
                    return true;
                }
            }
        }
        return false;
    }
}
