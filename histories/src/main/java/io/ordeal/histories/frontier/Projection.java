package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.encode.Kinds;
import io.ordeal.histories.encode.Numbers;
import java.util.stream.IntStream;

/**
 * A stretch as seen by somebody who can tell one state from all others, but not these from each other. Each explanation
 * of the stretch is one of what he sees; so where he finds none, there is none. Much looks the same to him, so that he is
 * quick: of many pending writes of other values one is as good as another.
 */
final class Projection<S> {

    private static final int NUMBERS = 3;

    private final Encoding<S> stretch;
    private final Automaton<S> automaton;
    private final int state;
    private final Kinds kinds = new Kinds();
    private final int[] kindOf = new int[NUMBERS * NUMBERS];

    private Projection(Encoding<S> stretch, int state) {
        this.stretch = stretch;
        this.automaton = stretch.automaton();
        this.state = state;
    }

    /**
     * What is seen of {@code excerpt}, of a plain automaton.
     *
     * @param state which is told from the others
     */
    static Excerpt of(Excerpt excerpt, int state) {
        return new Projection<>(excerpt.part(), state).of(excerpt);
    }

    private Excerpt of(Excerpt excerpt) {
        Columns before = stretch.columns();
        int owed = 0;
        for (int operation = 0; operation < before.size(); operation++) {
            owed += before.isCertain(operation) ? 1 : 0;
        }
        var after = new Columns();
        var chosen = new Numbers();
        int[] numbers = new int[before.size()];
        int[] supplied = new int[NUMBERS * NUMBERS];
        int lead = 0;
        for (int position = 0; position < before.positions(); position++) {
            int operation = before.operationAt(position);
            if (before.isReturn(position)) {
                after.complete(numbers[operation]);
                continue;
            }
            int kind = kind(before.kind(operation));
            if (before.isCertain(operation) || (kinds.to(kind) != Automaton.NONE && supplied[kind]++ <= owed)) {
                numbers[operation] = after.invoke(kind);
                chosen.add(operation);
                lead += position < excerpt.lead() ? 1 : 0;
            }
        }
        int[] origin = chosen.toArray();
        return new Excerpt(
                excerpt.start(),
                excerpt.end(),
                new Encoding<>(
                        new Automaton<>(automaton.model(), kinds, automaton::transition, 2, automaton::state),
                        after,
                        number -> stretch.origin().apply(origin[number])),
                lead,
                IntStream.of(origin).map(i -> excerpt.numbers()[i]).toArray());
    }

    private int kind(int kind) {
        int from = seen(automaton.from(kind));
        int to = seen(automaton.to(kind));
        if (to == from) {
            to = Automaton.NONE;
        }
        int at = NUMBERS * (from + 1) + to + 1;
        if (kindOf[at] == 0) {
            kindOf[at] = 1
                    + (from == Automaton.NONE
                            ? (to == Automaton.NONE ? kinds.passing() : kinds.setting(to))
                            : (to == Automaton.NONE ? kinds.observing(from) : kinds.moving(from, to)));
        }
        return kindOf[at] - 1;
    }

    /** 0 for the initial state and what looks like it, 1 for the others. */
    private int seen(int original) {
        return original == Automaton.NONE
                ? Automaton.NONE
                : (original == state) == (automaton.initial() == state) ? 0 : 1;
    }
}
