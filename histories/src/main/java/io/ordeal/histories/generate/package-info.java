/**
 * Histories out of a seed, as large as one likes: to measure a checker by, and to try it on. The same seed gives the
 * same history, on every machine.
 */
@NullMarked
package io.ordeal.histories.generate;

import org.jspecify.annotations.NullMarked;
