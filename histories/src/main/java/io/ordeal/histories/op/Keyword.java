package io.ordeal.histories.op;

/** An EDN keyword as a value, without its colon: {@code :register/x} is {@code register/x}. */
public record Keyword(String name) {

    private static final String NEVER_IN_NAMES = "\"\\;,()[]{}@^`~";

    /** @throws IllegalArgumentException where {@code name} is not {@linkplain #isName a name} */
    public Keyword {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a keyword: \"" + name + "\"");
        }
    }

    /** Whether a keyword can be called {@code text}. */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNameCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && text.charAt(0) != ':';
    }

    /** Whether EDN lets {@code character} stand inside a keyword or symbol. */
    public static boolean isNameCharacter(int character) {
        return character > ' '
                && NEVER_IN_NAMES.indexOf(character) < 0
                && !Character.isWhitespace(character)
                && !Character.isISOControl(character)
                && !Character.isSurrogate((char) character);
    }

    @Override
    public String toString() {
        return ":" + name;
    }
}
