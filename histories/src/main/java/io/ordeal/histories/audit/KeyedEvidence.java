package io.ordeal.histories.audit;

import java.util.List;

/**
 * What was found of each of many objects.
 *
 * @param keys in the order in which they first appear
 */
public record KeyedEvidence(List<OfKey> keys) implements Evidence {

    public KeyedEvidence {
        keys = List.copyOf(keys);
    }

    /** What was found of one object. */
    public record OfKey(Object key, Finding finding) {}

    /** Whose finding is invalid. */
    public List<OfKey> invalid() {
        return keys.stream()
                .filter(it -> it.finding() instanceof Finding.Invalid)
                .toList();
    }

    /** Whose finding is unknown. */
    public List<OfKey> unknown() {
        return keys.stream()
                .filter(it -> it.finding() instanceof Finding.Unknown)
                .toList();
    }
}
