package io.ordeal.harness.bench;

import io.ordeal.histories.check.Limits;

/**
 * What holds for all rows.
 *
 * @param seed of the first history of each; others have those that follow
 * @param limits of a check; of Porcupine's search too
 */
public record Settings(long seed, Limits limits, Effort effort) {}
