package io.ordeal.nemesis.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** The words of a phrase, one after the other. What does not fit is complained of in terms of the whole phrase. */
final class Words {

    private final String phrase;
    private final Deque<String> words;

    Words(String phrase) {
        this.phrase = phrase.strip();
        this.words = new ArrayDeque<>(Arrays.asList(this.phrase.split("\\s+")));
    }

    boolean isOver() {
        return words.isEmpty();
    }

    /** Empty if there is none any more. */
    String next() {
        return Optional.ofNullable(words.poll()).orElse("");
    }

    /** Itself, past a word that must come now. */
    Words after(String expected) {
        String word = next();
        if (!word.equals(expected)) {
            throw new IllegalArgumentException("'%s': '%s' must come where '%s' is".formatted(phrase, expected, word));
        }
        return this;
    }

    Duration duration() {
        return Durations.read(next());
    }

    /** Forward with {@code +}, back with {@code -}. */
    Duration signed() {
        String word = next();
        if (!word.startsWith("+") && !word.startsWith("-")) {
            throw new IllegalArgumentException(
                    "'%s': '%s' must be forward, as +5s, or back, as -5s".formatted(phrase, word));
        }
        Duration by = Durations.read(word.substring(1));
        return word.startsWith("-") ? by.negated() : by;
    }

    int percent() {
        return number("%");
    }

    int number(String unit) {
        String word = next();
        String digits = word.endsWith(unit) ? word.substring(0, word.length() - unit.length()) : "";
        if (!digits.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'%s': '%s' must be a number of %s".formatted(phrase, word, unit));
        }
        return Integer.parseInt(digits);
    }

    void end() {
        if (!isOver()) {
            throw new IllegalArgumentException("'%s': nothing comes after it, but '%s' does".formatted(phrase, next()));
        }
    }
}
