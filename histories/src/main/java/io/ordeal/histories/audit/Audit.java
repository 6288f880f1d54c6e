package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;

/**
 * One look at a history, while it goes by. Operations are told in the order of their events. Either call throws
 * {@link io.ordeal.histories.model.MisfitException} at an operation that cannot be one of those that are looked at.
 */
public interface Audit {

    /** An operation begins. */
    void begins(Invocation invocation);

    /** One that began has ended; or, when the history is over, never will, and has no completion. */
    void ends(Operation operation);

    /** What it comes to, once every operation has ended. */
    Finding finding();
}
