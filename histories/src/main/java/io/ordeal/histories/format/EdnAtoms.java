package io.ordeal.histories.format;

import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Literal;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the values of EDN that are not made of others. */
final class EdnAtoms {

    private static final String DELIMITERS = "\"\\;,()[]{}";
    private static final AsciiSet ENDS_WORD = AsciiSet.whitespaceAnd(DELIMITERS);
    private static final String ESCAPES = "\"\\tnrbfu";
    private static final int HEX = 16;
    private static final int OCTAL = 8;
    private static final int OCTAL_DIGITS = 3;
    private static final int LAST_OCTAL = 0377;

    private static final Map<String, Integer> NAMED_CHARACTERS = new TreeMap<>(Map.of(
            "newline", (int) '\n',
            "return", (int) '\r',
            "space", (int) ' ',
            "tab", (int) '\t',
            "formfeed", (int) '\f',
            "backspace", (int) '\b'));

    private final Source in;
    private final Strings strings;
    private final Words<@Nullable Object> known = new Words<>(ENDS_WORD);

    EdnAtoms(Source in) {
        this.in = in;
        this.strings = new Strings(in, "", this::escaped);
    }

    /** A number; or whatever else begins as one does. */
    @Nullable
    Object number() throws IOException {
        long integer = integer();
        return integer == Source.NO_INTEGER ? word() : (Object) integer;
    }

    /** An integer in its usual form; {@link Source#NO_INTEGER} where there is none, and nothing is taken. */
    long integer() throws IOException {
        return in.integer(ENDS_WORD);
    }

    /** A number, keyword, symbol, or one of {@code nil}, {@code true} and {@code false}. */
    @Nullable
    Object word() throws IOException {
        var word = known.take(in);
        if (word != null) {
            return word.meaning();
        }
        int begin = in.position();
        scanWord();
        Object meaning = meaning(in.text(begin), begin);
        known.put(in, begin, meaning);
        return meaning;
    }

    private @Nullable Object meaning(String word, int begin) throws IOException {
        return switch (word) {
            case "nil" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                Optional<Object> atom = atom(word);
                if (atom.isEmpty()) {
                    throw wrong(begin, "a value, not " + Excerpt.of(word));
                }
                yield atom.get();
            }
        };
    }

    private static Optional<Object> atom(String word) {
        if (EdnNumbers.looksLikeOne(word)) {
            return EdnNumbers.parse(word);
        }
        if (word.startsWith(":")) {
            return Keyword.isName(word.substring(1)) ? Optional.of(new Keyword(word.substring(1))) : Optional.empty();
        }
        return Keyword.isName(word) && word.charAt(0) != '#' ? Optional.of(new Literal(word)) : Optional.empty();
    }

    /** What is wrong with a word that ends here; at the end of the text it may just not be finished. */
    private IOException wrong(int begin, String expected) throws IOException {
        return in.peek() == Source.END
                ? new EOFException("a value is not finished")
                : in.malformed(begin, "expected " + expected);
    }

    /** Takes everything up to what cannot be in a word. */
    private void scanWord() throws IOException {
        in.scan(ENDS_WORD);
        while (in.peek() > Byte.MAX_VALUE && !in.isForeignBlank()) {
            in.skipCharacter();
            in.scan(ENDS_WORD);
        }
    }

    private String characters() throws IOException {
        int begin = in.position();
        scanWord();
        return in.text(begin);
    }

    /** What follows {@code ##}. */
    double symbolicNumber() throws IOException {
        int begin = in.position();
        String word = characters();
        return switch (word) {
            case "NaN" -> Double.NaN;
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(begin, "NaN, Inf or -Inf, not " + Excerpt.of(word));
        };
    }

    /** What follows {@code #} before a tagged value. */
    void tag() throws IOException {
        int begin = in.position();
        String word = characters();
        if (!Keyword.isName(word) || !Character.isLetter(word.charAt(0))) {
            throw wrong(begin, "a tag, not " + Excerpt.of(word));
        }
    }

    /** What follows {@code #} before a map whose keys share a namespace. */
    String namespace() throws IOException {
        int begin = in.position();
        String word = characters();
        if (!word.startsWith(":") || !Keyword.isName(word.substring(1))) {
            throw wrong(begin, "a namespace, not " + Excerpt.of(word));
        }
        return word.substring(1);
    }

    String string() throws IOException {
        return strings.read();
    }

    private char escaped() throws IOException {
        int escape = in.peek();
        if (escape >= '0' && escape <= '7') {
            return octal();
        }
        if (ESCAPES.indexOf(escape) < 0) {
            int begin = in.position();
            in.skipCharacter();
            throw in.malformed(begin, "expected an escaped character, not \\" + Excerpt.of(in.text(begin)));
        }
        in.skip();
        return switch (escape) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> Strings.unicode(in);
            default -> (char) escape;
        };
    }

    private char octal() throws IOException {
        int code = 0;
        for (int i = 0; i < OCTAL_DIGITS && in.peek() >= '0' && in.peek() <= '7'; i++) {
            code = code * OCTAL + in.peek() - '0';
            in.skip();
        }
        if (code > LAST_OCTAL) {
            throw in.malformed("expected an octal character up to \\377");
        }
        return (char) code;
    }

    /** A character, written in one way only. */
    Literal character() throws IOException {
        int backslash = in.position();
        in.skip();
        if (in.peek() == Source.END) {
            throw new EOFException("a character is missing");
        }
        int begin = in.position();
        in.skipCharacter();
        scanWord();
        String text = in.text(begin);
        Optional<Integer> code = code(text);
        if (code.isEmpty()) {
            throw wrong(backslash, "a character, not \\" + Excerpt.of(text));
        }
        return new Literal("\\" + canonical((char) code.get().intValue()));
    }

    private static Optional<Integer> code(String text) {
        if (text.length() == 1) {
            return Optional.of((int) text.charAt(0));
        }
        if (text.matches("u[0-9a-fA-F]{4}")) {
            return Optional.of(Integer.parseInt(text.substring(1), HEX));
        }
        if (text.matches("o[0-3]?[0-7]{1,2}")) {
            return Optional.of(Integer.parseInt(text.substring(1), OCTAL));
        }
        return Optional.ofNullable(NAMED_CHARACTERS.get(text));
    }

    private static String canonical(char character) {
        for (Map.Entry<String, Integer> named : NAMED_CHARACTERS.entrySet()) {
            if (named.getValue() == character) {
                return named.getKey();
            }
        }
        boolean plain = Keyword.isNameCharacter(character) || DELIMITERS.indexOf(character) >= 0;
        return plain ? String.valueOf(character) : "u%04x".formatted((int) character);
    }
}
