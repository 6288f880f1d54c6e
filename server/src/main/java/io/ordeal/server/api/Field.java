package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.util.List;
import java.util.Optional;

/** The parameters that the keys API knows. */
enum Field {
    PREV_INDEX("prevIndex"),
    WAIT_INDEX("waitIndex"),
    RECURSIVE("recursive"),
    SORTED("sorted"),
    WAIT("wait"),
    DIR("dir"),
    QUORUM("quorum"),
    STREAM("stream"),
    PREV_VALUE("prevValue"),
    NO_VALUE_ON_SUCCESS("noValueOnSuccess"),
    TTL("ttl"),
    PREV_EXIST("prevExist"),
    REFRESH("refresh"),
    VALUE("value");

    private static final int LENGTH_MAX = 16;
    private static final List<Field> ALL = List.of(values());

    private final String word;

    Field(String word) {
        this.word = word;
    }

    /** As it stands in requests. */
    String word() {
        return word;
    }

    static Optional<Field> of(Text name) {
        if (name.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String wanted = name.toString();
        for (Field field : ALL) {
            if (field.word.equals(wanted)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
