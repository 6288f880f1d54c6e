package io.ordeal.server.keys;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file must be like for a command to take effect. What is given must hold; something is given.
 *
 * @param value its value; not empty, as the API has it
 * @param index its modified index; unsigned, not 0
 */
public record Condition(Optional<Text> value, OptionalLong index) {

    public Condition {
        if (value.isEmpty() && index.isEmpty()) {
            throw new IllegalArgumentException("a condition needs a value or an index");
        }
        if (value.isPresent() && value.get().isEmpty()) {
            throw new IllegalArgumentException("the empty value cannot be a condition");
        }
        if (index.isPresent() && index.getAsLong() == 0) {
            throw new IllegalArgumentException("index 0 cannot be a condition");
        }
    }

    /** What does not hold, in etcd's words: {@code [given != actual]}, the value before the index. */
    Optional<Text> failure(File file) {
        Optional<Text> byValue =
                value.filter(given -> !given.equals(file.value())).map(given -> difference(given, file.value()));
        if (index.isEmpty() || index.getAsLong() == file.modified()) {
            return byValue;
        }
        Text byIndex = difference(
                Text.of(Long.toUnsignedString(index.getAsLong())), Text.of(Long.toUnsignedString(file.modified())));
        return Optional.of(
                byValue.map(both -> both.then(Text.of(" ")).then(byIndex)).orElse(byIndex));
    }

    private static Text difference(Text given, Text actual) {
        return Text.of("[").then(given).then(Text.of(" != ")).then(actual).then(Text.of("]"));
    }
}
