package io.ordeal.histories.format;

/** Strings between quotation marks, escaped as JSON and EDN both have it. */
final class Quoted {

    private static final String ESCAPED = "\"\\\n\r\t\b\f";
    private static final int NONE = -1;
    private static final String LETTERS = "\"\\nrtbf";

    private Quoted() {}

    /** Appends {@code string}. */
    static void write(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            int escape = isPlain(character) ? NONE : ESCAPED.indexOf(character);
            if (escape != NONE) {
                text.append('\\').append(LETTERS.charAt(escape));
            } else if (Character.isISOControl(character) || isAlone(string, i)) {
                text.append("\\u%04x".formatted((int) character));
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }

    private static boolean isPlain(char character) {
        return character >= ' ' && character != '"' && character != '\\';
    }

    /** Whether UTF-8 has a form for all of {@code string}. */
    static boolean isWhole(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (isAlone(string, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is half a character at {@code i}, which UTF-8 has no form for. */
    private static boolean isAlone(String string, int i) {
        char character = string.charAt(i);
        if (Character.isHighSurrogate(character)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(character) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
