package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Kinds;

/** An automaton of those kinds of another one that occur in a part of a history, as they turn up. */
final class Kindred<S> {

    private final Automaton<S> whole;
    private final Renumbering kinds = new Renumbering();
    private final Renumbering states = new Renumbering();
    private final Kinds known = new Kinds();
    /** Where the model must be asked. */
    private final Automaton<S> asking;

    Kindred(Automaton<S> whole) {
        this.whole = whole;
        this.asking = new Automaton<>(whole.model());
        states.number(whole.initial());
    }

    /** The number that {@code kind} of the whole has here. */
    int kind(int kind) {
        if (!whole.isPlain()) {
            return asking.kind(whole.transition(kind));
        }
        int number = kinds.number(kind);
        if (number == known.size()) {
            switch (whole.shape(kind)) {
                case OBSERVES -> known.observing(states.number(whole.from(kind)));
                case SETS -> known.setting(states.number(whole.to(kind)));
                case MOVES -> known.moving(states.number(whole.from(kind)), states.number(whole.to(kind)));
                case PASSES -> known.passing();
                case LOOKS, ACTS -> throw new IllegalStateException("a plain automaton has no such kind");
            }
        }
        return number;
    }

    /** What came of it; to be called at the end. */
    Automaton<S> automaton() {
        return whole.isPlain()
                ? new Automaton<>(
                        whole.model(),
                        known,
                        kind -> whole.transition(kinds.original(kind)),
                        states.size(),
                        state -> whole.state(states.original(state)))
                : asking;
    }
}
