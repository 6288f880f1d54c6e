package io.ordeal.histories.op;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that is plain all through and never changes, so that nobody needs to copy it. Only {@link Plain} makes it. */
final class PlainMap extends AbstractMap<@Nullable Object, @Nullable Object> {

    private final Map<@Nullable Object, @Nullable Object> entries;

    /** @param entries plain, and nobody else's */
    PlainMap(Map<@Nullable Object, @Nullable Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    @Override
    public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return entries.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return entries.get(key);
    }
}
