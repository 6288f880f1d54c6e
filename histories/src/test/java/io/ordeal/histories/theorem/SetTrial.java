package io.ordeal.histories.theorem;

import io.ordeal.histories.model.GrowOnlySet;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Trie;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Premature;
import io.ordeal.histories.theorem.Contradiction.Torn;
import io.ordeal.histories.theorem.Contradiction.Unwritten;

/** {@link GrowOnlySets} against all orders of small histories. */
final class SetTrial extends CollectionTrial<Trie> {

    private static final GrowOnlySet MODEL = new GrowOnlySet(NilRead.ANYTHING);

    SetTrial(long histories) {
        super(histories, new GrowOnlySets(), random -> SmallCollections.draw(MODEL, random, false));
    }

    /** As many as show a mutant. */
    SetTrial() {
        this(60_000);
    }

    @Override
    boolean holds(SmallHistory<Trie> history, Contradiction contradiction) {
        return switch (contradiction) {
            case Belated(int first, int second) ->
                history.calls().get(second).precedes(history.calls().get(first));
            case Premature(int read, int addition, int barrier) ->
                read != addition
                        && history.calls().get(barrier).precedes(history.calls().get(addition));
            case Torn(int one, int other) -> one != other;
            case Unwritten _ -> true;
            default -> false;
        };
    }
}
