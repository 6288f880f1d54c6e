package io.ordeal.harness.run;

import io.ordeal.histories.check.Notice;
import io.ordeal.histories.op.Event;

/** Who is told of a run while it goes on. */
@FunctionalInterface
public interface Listener {

    /** Something happened. Events come in order. */
    void happened(Event event);

    /** What has happened cannot be explained, or nobody looks for that any more. Nothing of this is in the history. */
    default void noticed(Notice notice) {}
}
