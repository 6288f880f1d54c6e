package io.ordeal.histories.audit;

import java.util.List;
import java.util.Optional;

/**
 * What became of the elements of a set, by the final read. Elements are counted once, however often they were added,
 * and listed in their own order.
 *
 * @param attemptCount elements that somebody tried to add
 * @param acknowledgedCount elements that somebody added
 * @param okCount elements in the final read that may be there
 * @param lost added before the final read began, and not in it
 * @param unexpected in the final read, while no addition had begun that may have taken effect
 * @param recovered in the final read, while of no addition the outcome is known
 * @param late added only after the final read had begun, and not in it: nothing wrong
 * @param finalRead empty if nobody read the set
 */
public record SetEvidence(
        long attemptCount,
        long acknowledgedCount,
        long okCount,
        List<Object> lost,
        List<Object> unexpected,
        List<Object> recovered,
        List<Object> late,
        Optional<Span> finalRead)
        implements Evidence {

    public SetEvidence {
        lost = sorted(lost);
        unexpected = sorted(unexpected);
        recovered = sorted(recovered);
        late = sorted(late);
    }

    private static List<Object> sorted(List<Object> elements) {
        return elements.stream().sorted(Values.ORDER).toList();
    }
}
