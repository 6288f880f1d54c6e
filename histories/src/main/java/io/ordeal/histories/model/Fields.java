package io.ordeal.histories.model;

import io.ordeal.histories.op.Keyword;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A map in a history, whose keys are names: keywords in EDN, strings in JSON. */
record Fields(Map<String, @Nullable Object> named) {

    /** @throws MisfitException where there is a key that is none of {@code names} */
    static Fields of(Map<?, ?> map, List<String> names) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = key instanceof Keyword keyword ? keyword.name() : String.valueOf(key);
            if (!names.contains(name)) {
                throw new MisfitException("there is no " + key + " in " + map + ", only " + String.join(", ", names));
            }
            named.put(name, value);
        });
        return new Fields(named);
    }

    boolean has(String name) {
        return named.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return named.get(name);
    }

    /** @throws MisfitException where it is something else */
    OptionalLong number(String name) {
        return switch (named.get(name)) {
            case null -> OptionalLong.empty();
            case Long number -> OptionalLong.of(number);
            case Object other -> throw new MisfitException(name + " is a whole number, not " + other);
        };
    }
}
