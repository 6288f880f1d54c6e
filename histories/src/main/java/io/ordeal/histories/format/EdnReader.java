package io.ordeal.histories.format;

import io.ordeal.histories.format.Passage.Place;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Plain;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values from text in EDN. Of a tagged value the tag is forgotten, and metadata of any. An end in the middle
 * of a value is an {@link EOFException}.
 */
final class EdnReader {

    private static final AsciiSet BLANKS = AsciiSet.whitespaceAnd(",");
    private static final AsciiSet END_OF_LINE = AsciiSet.of("\n");
    /** Deeper than any history, and shallower than the stack. */
    private static final int DEEPEST = 500;

    /** What keys begin with that do not share in the namespace of their map. */
    private static final String UNQUALIFIED = "_/";
    /** In place of what an element begins with. */
    private static final int CLOSED = -2;
    /** Most lists have no more elements. */
    private static final int FEW = 4;

    private final Source in;
    private final EdnAtoms atoms;
    private int depth;

    EdnReader(Source in) {
        this.in = in;
        this.atoms = new EdnAtoms(in);
    }

    /** Skips white space, comments and discarded values; the next byte, which stays there. */
    int skipBlanks() throws IOException {
        while (true) {
            int next = in.skipAll(BLANKS);
            if (next == ';') {
                skipLine();
            } else if (next == '#' && in.peekFurther() == '_') {
                discard();
            } else if (next > Byte.MAX_VALUE && in.isForeignBlank()) {
                in.skipCharacter();
            } else {
                return next;
            }
        }
    }

    private void skipLine() throws IOException {
        in.scan(END_OF_LINE);
        while (in.peek() != '\n' && in.peek() != Source.END) {
            in.skip();
            in.scan(END_OF_LINE);
        }
    }

    private void discard() throws IOException {
        boolean held = in.isHeld();
        if (!held) {
            in.hold();
        }
        in.skip();
        in.skip();
        deepen();
        value();
        depth--;
        if (!held) {
            in.release();
        }
    }

    private void deepen() throws MalformedFileException {
        if (++depth > DEEPEST) {
            throw in.malformed("expected nothing nested deeper than " + DEEPEST);
        }
    }

    /** The next value, which must be in what is held. */
    @Nullable
    Object value() throws IOException {
        return value(skipBlanks());
    }

    /** The value that comes next and begins with {@code first}. */
    private @Nullable Object value(int first) throws IOException {
        return switch (first) {
            case Source.END -> throw new EOFException("a value is missing");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> atoms.number();
            case '[', '(', '{', '#', '^' -> compound(first);
            case '"' -> atoms.string();
            case '\\' -> atoms.character();
            case ']', ')', '}' -> throw in.malformed("expected a value, not " + (char) first);
            default -> atoms.word();
        };
    }

    private @Nullable Object compound(int first) throws IOException {
        deepen();
        Object value = switch (first) {
            case '[' -> list(']');
            case '(' -> list(')');
            case '{' -> map();
            case '#' -> dispatch();
            default -> {
                skipMetadata();
                yield value();
            }
        };
        depth--;
        return value;
    }

    private @Nullable Object list(int closing) throws IOException {
        int opening = in.position();
        in.skip();
        var elements = new ArrayList<@Nullable Object>(FEW);
        for (int next = next(closing, opening); next != CLOSED; next = next(closing, opening)) {
            elements.add(value(next));
        }
        return Plain.of(elements);
    }

    /**
     * What the next element begins with; or {@link #CLOSED}, and that is taken which closes the collection that began at
     * {@code opening}.
     */
    private int next(int closing, int opening) throws IOException {
        int next = skipBlanks();
        if (next == closing) {
            in.skip();
            return CLOSED;
        }
        if (next == Source.END) {
            Passage held = in.held();
            Place place = held.place(opening);
            throw new EOFException("the " + held.character(opening) + " of line " + place.line() + ", column "
                    + place.column() + " is not closed");
        }
        return next;
    }

    private @Nullable Object map() throws IOException {
        int opening = in.position();
        var map = new Distinct();
        map(map);
        if (map.twice().isPresent()) {
            throw in.malformed(
                    opening,
                    "expected a map to have no key twice, such as "
                            + map.twice().get());
        }
        return Plain.of(map.map());
    }

    /**
     * Reads the map that comes next, pair by pair; what comes next must be in what is held.
     *
     * @return whether there was one; else nothing is taken
     */
    boolean map(Pairs pairs) throws IOException {
        int beginning = in.position();
        int first = in.peek();
        String namespace = "";
        if (first == '#' && in.peekFurther() == ':') {
            namespace = namespace();
        } else if (first != '{') {
            return false;
        }
        int opening = in.position();
        in.skip();
        for (int next = next('}', opening); next != CLOSED; next = next('}', opening)) {
            Object key = qualified(namespace, value(next));
            next = next('}', opening);
            if (next == CLOSED) {
                throw in.malformed(beginning, "expected a map to have a value for every key");
            }
            read(pairs, key, next);
        }
        return true;
    }

    private void read(Pairs pairs, @Nullable Object key, int first) throws IOException {
        long integer = Digits.beginInteger(first) ? atoms.integer() : Source.NO_INTEGER;
        if (integer == Source.NO_INTEGER) {
            pairs.put(key, value(first));
        } else {
            pairs.put(key, integer);
        }
    }

    /** Skips a number sign and the namespace after it, which a map must follow. */
    private String namespace() throws IOException {
        in.skip();
        String namespace = atoms.namespace();
        int next = skipBlanks();
        if (next == Source.END) {
            throw new EOFException("a map is missing");
        }
        if (next != '{') {
            throw in.malformed("expected a map after #:" + Excerpt.of(namespace));
        }
        return namespace;
    }

    private static @Nullable Object qualified(String namespace, @Nullable Object key) {
        if (namespace.isEmpty() || !(key instanceof Keyword(String name))) {
            return key;
        }
        if (name.startsWith(UNQUALIFIED)) {
            String alone = name.substring(UNQUALIFIED.length());
            return Keyword.isName(alone) ? new Keyword(alone) : key;
        }
        return name.contains("/") ? key : new Keyword(namespace + "/" + name);
    }

    /** What begins with a number sign. */
    private @Nullable Object dispatch() throws IOException {
        return switch (in.peekFurther()) {
            case Source.END -> throw new EOFException("a tag is missing");
            case '{' -> set();
            case '#' -> {
                in.skip();
                in.skip();
                yield atoms.symbolicNumber();
            }
            case ':' -> map();
            default -> {
                skipTag();
                yield value();
            }
        };
    }

    /** Skips a number sign and the tag that follows it. */
    void skipTag() throws IOException {
        in.skip();
        atoms.tag();
    }

    /** Skips a circumflex and the value that follows it. */
    void skipMetadata() throws IOException {
        in.skip();
        value();
    }

    private @Nullable Object set() throws IOException {
        int beginning = in.position();
        in.skip();
        int opening = in.position();
        in.skip();
        var set = new LinkedHashSet<@Nullable Object>();
        boolean twice = false;
        for (int next = next('}', opening); next != CLOSED; next = next('}', opening)) {
            twice |= !set.add(value(next));
        }
        if (twice) {
            throw in.malformed(beginning, "expected a set to have no element twice");
        }
        return Plain.of(set);
    }
}
