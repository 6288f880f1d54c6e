package io.ordeal.histories.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Operations that need something to be legal, and make something that others may need, such as a value.
 *
 * @param needs where an operation is legal at all, what was made last is among these; empty where it does not care
 * @param makes what an operation that changes something makes
 */
record Demand<T>(Function<T, List<?>> needs, Function<T, List<?>> makes) {

    /**
     * Those of {@code possible} that make nothing which a certain operation needs, nor one that is needed itself. Taken
     * out of a linearization, all of them at once, they leave it legal: what each of the others needs was made by one
     * of the others, and comes last still.
     */
    BitSet spare(List<? extends T> certain, List<? extends T> possible) {
        Map<Object, List<Integer>> makers = new LinkedHashMap<>();
        for (int i = 0; i < possible.size(); i++) {
            for (Object thing : makes.apply(possible.get(i))) {
                makers.computeIfAbsent(thing, _ -> new ArrayList<>()).add(i);
            }
        }
        Set<Object> needed = new LinkedHashSet<>();
        var unanswered = new ArrayDeque<Object>();
        for (T operation : certain) {
            for (Object thing : needs.apply(operation)) {
                if (makers.containsKey(thing) && needed.add(thing)) {
                    unanswered.add(thing);
                }
            }
        }
        var spare = new BitSet();
        spare.set(0, possible.size());
        while (!unanswered.isEmpty()) {
            for (int maker : makers.getOrDefault(unanswered.remove(), List.of())) {
                if (spare.get(maker)) {
                    spare.clear(maker);
                    for (Object thing : needs.apply(possible.get(maker))) {
                        if (needed.add(thing)) {
                            unanswered.add(thing);
                        }
                    }
                }
            }
        }
        return spare;
    }
}
