package io.ordeal.histories.check;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Operation;
import java.util.List;

/**
 * A part of a history that cannot be explained, whatever came before it: whichever state it began in, and whichever of
 * the operations pending then had taken effect.
 *
 * @param operations what returns in it, and what may take effect in it, in the order of invocation
 * @param from the index of its first event, other than invocations that came before
 * @param to the index of its last event, which is the completion of the culprit
 * @param core as little of it as still cannot be explained, as a history of its own. Operations may be missing from it
 *     that change nothing; and where one does not complete, it does not matter whether it took effect
 */
public record Stretch(List<Operation> operations, long from, long to, List<Event> core) {

    public Stretch {
        operations = List.copyOf(operations);
        core = List.copyOf(core);
    }
}
