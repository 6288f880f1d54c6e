package io.ordeal.histories.check;

import io.ordeal.histories.op.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An order in which operations may have taken effect, one at a time.
 *
 * @param key of which independent object; empty where there is but one
 * @param order operations that failed are never in it, those of unknown outcome may be
 */
public record Linearization(Optional<Object> key, List<Operation> order) {
    public Linearization {
        order = Collections.unmodifiableList(order);
    }
}
