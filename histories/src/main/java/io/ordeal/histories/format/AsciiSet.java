package io.ordeal.histories.format;

/** Some of the characters of ASCII. */
final class AsciiSet {

    private static final int SIZE = 128;

    private final boolean[] members = new boolean[SIZE];

    private AsciiSet(String members) {
        for (int i = 0; i < members.length(); i++) {
            this.members[members.charAt(i)] = true;
        }
    }

    static AsciiSet of(String members) {
        return new AsciiSet(members);
    }

    /** What Java and Clojure take for white space, and {@code more}. */
    static AsciiSet whitespaceAnd(String more) {
        var set = new AsciiSet(more);
        for (int character = 0; character < SIZE; character++) {
            set.members[character] |= Character.isWhitespace(character);
        }
        return set;
    }

    /** Whether {@code unit}, a byte of UTF-8, is one of these. */
    boolean has(byte unit) {
        return unit >= 0 && members[unit];
    }

    /** Whether {@code unit} is one of these, or no ASCII. */
    boolean hasOrIsForeign(byte unit) {
        return unit < 0 || members[unit];
    }
}
