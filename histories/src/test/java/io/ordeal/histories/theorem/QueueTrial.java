package io.ordeal.histories.theorem;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Doubled;
import io.ordeal.histories.theorem.Contradiction.Occupied;
import io.ordeal.histories.theorem.Contradiction.Overtaking;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import java.util.BitSet;

/** {@link Queues} against all orders of small histories. */
class QueueTrial<S> extends CollectionTrial<S> {

    QueueTrial(long histories, Model<S> model) {
        super(histories, new Queues(), random -> SmallCollections.draw(model, random, random.nextInt(8) == 0));
    }

    /** Where it is not known what was taken. */
    @Override
    boolean mayAbstain(SmallHistory<S> history) {
        return history.calls().stream()
                .anyMatch(call ->
                        !call.isCertain() && call.transition().handling().isEmpty());
    }

    @Override
    boolean holds(SmallHistory<S> history, Contradiction contradiction) {
        return switch (contradiction) {
            case Belated(int first, int second) ->
                history.calls().get(second).precedes(history.calls().get(first));
            case Unwritten _ -> true;
            case Doubled _, Overtaking _, Occupied _ ->
                !only(history, contradiction.operations()).isExplained();
            default -> false;
        };
    }

    private static <S> SmallHistory<S> only(SmallHistory<S> history, int[] operations) {
        var concerned = new BitSet();
        for (int operation : operations) {
            concerned.set(operation);
        }
        return history.only(concerned);
    }
}
