package io.ordeal.nemesis.fault;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen to happen when a fault was injected or cured, from outside the system under test: a process that is
 * gone, packets that were dropped.
 *
 * @param tookEffect whether the world changed as the injection meant it to
 * @param facts what was measured, by name; values are strings and whole numbers
 */
public record Evidence(boolean tookEffect, SortedMap<String, Object> facts) {

    public Evidence {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public static Evidence of(boolean tookEffect, Map<String, ?> facts) {
        return new Evidence(tookEffect, new TreeMap<>(facts));
    }

    /** It could not be done, and this is why. */
    public static Evidence failure(String cause) {
        return of(false, Map.of("error", cause));
    }

    /** The same with one more fact. */
    public Evidence with(String name, Object value) {
        var more = new TreeMap<>(facts);
        more.put(name, value);
        return new Evidence(tookEffect, more);
    }
}
