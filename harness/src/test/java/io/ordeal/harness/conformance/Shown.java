package io.ordeal.harness.conformance;

import java.util.stream.Collectors;

/** Bytes as people can read them. */
final class Shown {

    private static final int LONGEST = 600;

    private Shown() {}

    /** What is no visible character is escaped; what is too long loses its middle. */
    static String briefly(String text) {
        String whole = text.codePoints().mapToObj(Shown::character).collect(Collectors.joining());
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int half = LONGEST / 2;
        return whole.substring(0, half) + " …(" + text.length() + " in all)… " + whole.substring(whole.length() - half);
    }

    private static String character(int code) {
        return switch (code) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            default -> code < ' ' || code == 0x7F ? "\\x%02x".formatted(code) : Character.toString(code);
        };
    }
}
