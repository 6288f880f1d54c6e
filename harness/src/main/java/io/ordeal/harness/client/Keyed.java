package io.ordeal.harness.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that concerns one key of several; in a history it is the pair {@code [key value]}, as Jepsen has it. */
public record Keyed(String key, @Nullable Object value) {

    /** Reads a pair as it stands in a history. */
    public static Keyed of(@Nullable Object pair) {
        if (pair instanceof List<?> list && list.size() == 2 && list.getFirst() instanceof String key) {
            return new Keyed(key, list.getLast());
        }
        throw new IllegalArgumentException("not a pair of key and value: " + pair);
    }

    public List<@Nullable Object> pair() {
        return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(key, value));
    }
}
