package io.ordeal.harness.conformance;

import java.util.stream.Collectors;

/** Bytes as people can read them. */
final class Shown {

    private static final int LONGEST = 600;

    private Shown() {}

    /** What is no visible character is escaped; what is too long loses its middle. */
    static String briefly(String text) {
        if (text.length() <= LONGEST) {
            return visible(text);
        }
        int half = LONGEST / 2;
        return visible(text.substring(0, half)) + " …(" + text.length() + " in all)… "
                + visible(text.substring(text.length() - half));
    }

    private static String visible(String text) {
        return text.codePoints().mapToObj(Shown::character).collect(Collectors.joining());
    }

    private static String character(int code) {
        return switch (code) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            default -> code < ' ' || code == 0x7F ? "\\x%02x".formatted(code) : Character.toString(code);
        };
    }
}
