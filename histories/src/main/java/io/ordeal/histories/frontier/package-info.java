/**
 * The general search for a linearization. {@link io.ordeal.histories.frontier.Frontier} goes through a history once and
 * keeps everything that may have come about; what it costs depends on how many operations are pending at once, not on how
 * many there are. {@link io.ordeal.histories.frontier.Watch} does the same while a history comes about, and forgets what
 * is over.
 */
@NullMarked
package io.ordeal.histories.frontier;

import org.jspecify.annotations.NullMarked;
