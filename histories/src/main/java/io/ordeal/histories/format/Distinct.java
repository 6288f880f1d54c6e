package io.ordeal.histories.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map that is being read, and should not have a key twice. */
final class Distinct implements Pairs {

    private final Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    private Optional<String> twice = Optional.empty();

    @Override
    public void put(@Nullable Object key, @Nullable Object value) {
        int before = map.size();
        map.put(key, value);
        if (map.size() == before && twice.isEmpty()) {
            twice = Optional.of(Excerpt.of(Edn.text(key)));
        }
    }

    @Override
    public void put(@Nullable Object key, long value) {
        put(key, (Object) value);
    }

    /** The first key that was there twice, for the reader. */
    Optional<String> twice() {
        return twice;
    }

    /** All pairs so far. */
    Map<@Nullable Object, @Nullable Object> map() {
        return map;
    }
}
