package io.ordeal.harness.generate;

import io.ordeal.histories.op.Event;

/** A plan for what to do, as an immutable value. */
public interface Generator {

    /** What to do next. A function of this value and {@code context} alone. */
    Next next(Context context);

    /** This generator, wiser by an event. {@code context} is that of the moment after it. */
    Generator update(Context context, Event event);
}
