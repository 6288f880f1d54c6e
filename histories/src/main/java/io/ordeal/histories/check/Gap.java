package io.ordeal.histories.check;

import java.util.Optional;

/**
 * A part that was not decided.
 *
 * @param key of which independent object; empty where there is but one
 * @param why which limit was reached, in words
 * @param explained how many of the operations that succeeded, in the order of their completion, are proven to be
 *     explainable
 * @param succeeded how many operations succeeded
 * @param explored how many configurations were looked at
 */
public record Gap(Optional<Object> key, String why, int explained, int succeeded, long explored) {}
