package io.ordeal.harness.generate;

import org.jspecify.annotations.Nullable;

/**
 * An operation that a client shall perform.
 *
 * @param time when, in nanoseconds since the run began; whoever performs it waits if that is still to come
 * @param process by whom; must be free in the context that was asked with
 */
public record Op(
        long time, long process, String f, @Nullable Object value) {

    public Op at(long later) {
        return new Op(later, process, f, value);
    }
}
