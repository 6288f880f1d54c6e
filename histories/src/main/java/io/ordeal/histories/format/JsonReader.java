package io.ordeal.histories.format;

import io.ordeal.histories.op.Plain;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values from JSON that stands in one line. An end of the text in the middle of a value is an
 * {@link EOFException}.
 */
final class JsonReader {

    private static final String CONTROL_CHARACTERS = controlCharacters();
    private static final AsciiSet BLANKS = AsciiSet.of(" \t\r");
    private static final AsciiSet ENDS_WORD = AsciiSet.of(CONTROL_CHARACTERS + " \",:[]{}");
    private static final String ESCAPES = "\"\\/bfnrtu";
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    /** Java takes time in the square of the digits. */
    private static final int MOST_DIGITS = 10_000;
    /** Deeper than any history, and shallower than the stack. */
    private static final int DEEPEST = 500;
    /** Most arrays have no more elements. */
    private static final int FEW = 4;

    private final Source in;
    private final Strings strings;
    private final Words<@Nullable Object> known = new Words<>(ENDS_WORD);
    private int depth;

    JsonReader(Source in) {
        this.in = in;
        this.strings = new Strings(in, CONTROL_CHARACTERS, this::escaped);
    }

    private static String controlCharacters() {
        var characters = new StringBuilder();
        for (char character = 0; character < ' '; character++) {
            characters.append(character);
        }
        return characters.toString();
    }

    /** Skips white space within the line; the next byte, which stays there. */
    int skipBlanks() throws IOException {
        int next = in.peek();
        return next > ' ' ? next : in.skipAll(BLANKS);
    }

    /** The value that begins with {@code first}. */
    private @Nullable Object value(int first) throws IOException {
        return switch (first) {
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case '"' -> strings.read();
            case '[', '{' -> compound(first);
            default -> word();
        };
    }

    private @Nullable Object compound(int first) throws IOException {
        if (++depth > DEEPEST) {
            throw in.malformed("expected nothing nested deeper than " + DEEPEST);
        }
        Object value = first == '[' ? list() : object();
        depth--;
        return value;
    }

    private @Nullable Object number() throws IOException {
        long integer = in.integer(ENDS_WORD);
        return integer == Source.NO_INTEGER ? word() : (Object) integer;
    }

    /** Anything that has no delimiters. */
    private @Nullable Object word() throws IOException {
        var word = known.take(in);
        if (word != null) {
            return word.meaning();
        }
        int begin = in.position();
        in.scan(ENDS_WORD);
        String text = in.text(begin);
        Object meaning = switch (text) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            case "" -> throw instead("a value");
            default -> number(text, begin);
        };
        known.put(in, begin, meaning);
        return meaning;
    }

    private @Nullable Object number(String text, int begin) throws IOException {
        if (text.length() <= MOST_DIGITS && INTEGER.matcher(text).matches()) {
            return Plain.of(new BigInteger(text));
        }
        if (text.length() <= MOST_DIGITS && NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        throw in.malformed(begin, "expected a value, not " + Excerpt.of(text));
    }

    private @Nullable Object list() throws IOException {
        in.skip();
        var elements = new ArrayList<@Nullable Object>(FEW);
        if (skipBlanks() == ']') {
            in.skip();
        } else {
            do {
                elements.add(value(skipBlanks()));
            } while (goesOn(']'));
        }
        return Plain.of(elements);
    }

    /** Takes a comma, or what closes an array or object; whether it was a comma. */
    private boolean goesOn(char closing) throws IOException {
        int next = skipBlanks();
        if (next != ',' && next != closing) {
            throw instead("a comma or " + closing);
        }
        in.skip();
        return next == ',';
    }

    private @Nullable Object object() throws IOException {
        int opening = in.position();
        var object = new Distinct();
        fields(object);
        if (object.twice().isPresent()) {
            throw in.malformed(
                    opening,
                    "expected an object to have no name twice, such as "
                            + object.twice().get());
        }
        Map<@Nullable Object, @Nullable Object> map = object.map();
        return map.size() == 1 && map.get(JsonLines.EDN) instanceof String edn ? edn(edn, opening) : Plain.of(map);
    }

    private @Nullable Object edn(String text, int opening) throws MalformedFileException {
        try {
            return Edn.parse(text);
        } catch (MalformedFileException malformed) {
            throw in.malformed(opening, "expected EDN in " + JsonLines.EDN + ": " + malformed.problem());
        }
    }

    /** Reads the object that comes next, field by field; what comes next must be in what is held. */
    void fields(Pairs fields) throws IOException {
        in.skip();
        if (skipBlanks() == '}') {
            in.skip();
            return;
        }
        do {
            if (skipBlanks() != '"') {
                throw instead("a name");
            }
            String name = strings.read();
            if (skipBlanks() != ':') {
                throw instead("a colon");
            }
            in.skip();
            read(fields, name, skipBlanks());
        } while (goesOn('}'));
    }

    private void read(Pairs fields, String name, int first) throws IOException {
        long integer = Digits.beginInteger(first) ? in.integer(ENDS_WORD) : Source.NO_INTEGER;
        if (integer == Source.NO_INTEGER) {
            fields.put(name, value(first));
        } else {
            fields.put(name, integer);
        }
    }

    private char escaped() throws IOException {
        int escape = in.peek();
        if (ESCAPES.indexOf(escape) < 0) {
            throw instead("an escaped character");
        }
        in.skip();
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> Strings.unicode(in);
            default -> (char) escape;
        };
    }

    /** What is wrong where something else is than {@code expected}. */
    private IOException instead(String expected) throws IOException {
        int next = in.peek();
        if (next == Source.END) {
            return new EOFException("a value is not finished");
        }
        if (next == '\n') {
            return in.malformed("expected " + expected + ", not the end of the line");
        }
        int begin = in.position();
        in.scan(ENDS_WORD);
        if (in.position() == begin) {
            in.skipCharacter();
        }
        return in.malformed(begin, "expected " + expected + ", not " + Excerpt.of(in.text(begin)));
    }
}
