package io.ordeal.histories.format;

/** Texts from files as complaints show them: short, and without anything that a terminal would obey. */
final class Excerpt {

    private static final int LONGEST = 80;

    private Excerpt() {}

    static String of(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        var excerpt = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            excerpt.append(of(shown.charAt(i)));
        }
        return excerpt.toString();
    }

    static String of(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                "\\u%04x".formatted((int) character);
            default -> String.valueOf(character);
        };
    }
}
