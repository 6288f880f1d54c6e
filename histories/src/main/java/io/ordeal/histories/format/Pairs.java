package io.ordeal.histories.format;

import org.jspecify.annotations.Nullable;

/** Takes in the pairs of a map, as they are read. */
interface Pairs {

    void put(@Nullable Object key, @Nullable Object value);

    /** As {@link #put(Object, Object)} with a {@link Long}. */
    void put(@Nullable Object key, long value);
}
