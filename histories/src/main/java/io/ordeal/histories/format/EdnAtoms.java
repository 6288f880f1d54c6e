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

    private static final String ENDS_WORD = "\"\\;,()[]{}";
    private static final int HEX = 16;
    private static final int OCTAL = 8;
    private static final int UNICODE_DIGITS = 4;
    private static final int OCTAL_DIGITS = 3;
    private static final int LAST_OCTAL = 0377;

    private static final Map<String, Integer> NAMED_CHARACTERS = new TreeMap<>(Map.of(
            "newline", (int) '\n',
            "return", (int) '\r',
            "space", (int) ' ',
            "tab", (int) '\t',
            "formfeed", (int) '\f',
            "backspace", (int) '\b'));

    private final Characters in;

    EdnAtoms(Characters in) {
        this.in = in;
    }

    /** A number, keyword, symbol, or one of {@code nil}, {@code true} and {@code false}. */
    @Nullable
    Object word() throws IOException {
        long line = in.line();
        long column = in.column();
        String word = characters();
        return switch (word) {
            case "nil" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> atom(word).orElseThrow(() -> wrong(line, column, "a value, not " + word));
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
    private IOException wrong(long line, long column, String expected) {
        return in.peek() == Characters.END
                ? new EOFException("a value is not finished")
                : in.malformed(line, column, "expected " + expected);
    }

    /** Everything up to what cannot be in a word. */
    private String characters() throws IOException {
        var word = new StringBuilder();
        while (in.peek() != Characters.END && ENDS_WORD.indexOf(in.peek()) < 0 && !Character.isWhitespace(in.peek())) {
            word.append((char) in.next());
        }
        return word.toString();
    }

    /** What follows {@code ##}. */
    double symbolicNumber() throws IOException {
        long line = in.line();
        long column = in.column();
        String word = characters();
        return switch (word) {
            case "NaN" -> Double.NaN;
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(line, column, "NaN, Inf or -Inf, not " + word);
        };
    }

    /** What follows {@code #} before a tagged value. */
    void tag() throws IOException {
        long line = in.line();
        long column = in.column();
        String word = characters();
        if (!Keyword.isName(word) || !Character.isLetter(word.charAt(0))) {
            throw wrong(line, column, "a tag, not " + word);
        }
    }

    /** What follows {@code #} before a map whose keys share a namespace. */
    String namespace() throws IOException {
        long line = in.line();
        long column = in.column();
        String word = characters();
        if (!word.startsWith(":") || !Keyword.isName(word.substring(1))) {
            throw wrong(line, column, "a namespace, not " + word);
        }
        return word.substring(1);
    }

    String string() throws IOException {
        var unclosed =
                new EOFException("the string of line " + in.line() + ", column " + in.column() + " is not closed");
        in.next();
        var string = new StringBuilder();
        while (in.peek() != '"') {
            int character = in.next();
            if (character == Characters.END || in.peek() == Characters.END) {
                throw unclosed;
            }
            string.append(character == '\\' ? escaped() : (char) character);
        }
        in.next();
        return string.toString();
    }

    private char escaped() throws IOException {
        int first = in.peek();
        if (first >= '0' && first <= '7') {
            return octal();
        }
        in.next();
        return switch (first) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\' -> (char) first;
            case 'u' -> unicode();
            default -> throw in.malformed("expected an escaped character, not \\" + (char) first);
        };
    }

    private char octal() throws IOException {
        int code = 0;
        for (int i = 0; i < OCTAL_DIGITS && in.peek() >= '0' && in.peek() <= '7'; i++) {
            code = code * OCTAL + in.next() - '0';
        }
        if (code > LAST_OCTAL) {
            throw in.malformed("expected an octal character up to \\377");
        }
        return (char) code;
    }

    private char unicode() throws IOException {
        int code = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            int digit = Character.digit(in.peek(), HEX);
            if (in.peek() == Characters.END) {
                throw new EOFException("a character is not finished");
            }
            if (digit < 0) {
                throw in.malformed("expected four hexadecimal digits");
            }
            code = code * HEX + digit;
            in.next();
        }
        return (char) code;
    }

    /** A character, written in one way only. */
    Literal character() throws IOException {
        long line = in.line();
        long column = in.column();
        in.next();
        if (in.peek() == Characters.END) {
            throw new EOFException("a character is missing");
        }
        String text = (char) in.next() + characters();
        int code = code(text).orElseThrow(() -> wrong(line, column, "a character, not \\" + text));
        return new Literal("\\" + canonical((char) code));
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
        boolean plain = Keyword.isNameCharacter(character) || ENDS_WORD.indexOf(character) >= 0;
        return plain ? String.valueOf(character) : "u%04x".formatted((int) character);
    }
}
