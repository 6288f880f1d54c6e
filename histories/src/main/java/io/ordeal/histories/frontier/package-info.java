/**
 * The general search for a linearization. {@link io.ordeal.histories.frontier.Frontier} goes through a history once and
 * keeps everything that may have come about; what it costs depends on how many operations are pending at once, not on how
 * many there are.
 */
@NullMarked
package io.ordeal.histories.frontier;

import org.jspecify.annotations.NullMarked;
