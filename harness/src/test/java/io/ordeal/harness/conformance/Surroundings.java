package io.ordeal.harness.conformance;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a sequence runs: what its requests cannot know beforehand. In them, {@code {ns}} stands for the directory that
 * is theirs alone, {@code {index-1}} for a number near the index at which the sequence began, and {@code {modified /a}}
 * for the modified index that {@code /a} in that directory had when it was last seen.
 */
final class Surroundings {

    private static final Pattern PLACE = Pattern.compile("\\{(?:(ns)|index([+-]\\d+)?|modified ([^}]*))}");

    private final String directory;
    private final long index;
    private final SortedMap<String, Long> modified = new TreeMap<>();

    Surroundings(String directory, long index) {
        this.directory = directory;
        this.index = index;
    }

    /** @param key whole */
    void saw(String key, long modifiedIndex) {
        modified.put(key, modifiedIndex);
    }

    String fill(String text) {
        return text.indexOf('{') < 0
                ? text
                : PLACE.matcher(text).replaceAll(place -> {
                    if (place.group(1) != null) {
                        return directory;
                    }
                    if (place.group(3) != null) {
                        return Long.toString(modified.getOrDefault("/" + directory + place.group(3), index));
                    }
                    return Long.toString(index + (place.group(2) == null ? 0 : Long.parseLong(place.group(2))));
                });
    }
}
