/**
 * Whether a history can be explained. {@link io.ordeal.histories.check.Linearizable} is the way in: it takes histories
 * apart, gives each part to a search, verifies what comes back, and merges the verdicts, the worst first.
 *
 * <p>A search sees a {@code Problem}, compiled from a history and a model, and gives back an {@code Answer}; it is the
 * only thing that knows how to look for a linearization, and another one would stand beside it.
 */
@NullMarked
package io.ordeal.histories.check;

import org.jspecify.annotations.NullMarked;
