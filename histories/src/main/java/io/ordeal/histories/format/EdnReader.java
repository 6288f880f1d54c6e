package io.ordeal.histories.format;

import io.ordeal.histories.op.Keyword;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values from text in EDN. Of a tagged value the tag is forgotten. An end in the middle of a value is an
 * {@link EOFException}.
 */
final class EdnReader {

    /** Deeper than any history, and shallower than the stack. */
    private static final int DEEPEST = 500;

    private final Characters in;
    private final EdnAtoms atoms;
    private int depth;

    EdnReader(Characters in) {
        this.in = in;
        this.atoms = new EdnAtoms(in);
    }

    /** Skips white space, comments and discarded values; the next character, which stays there. */
    int skipBlanks() throws IOException {
        while (true) {
            int next = in.peek();
            if (next == ';') {
                skipLine();
            } else if (next == '#' && in.peekFurther() == '_') {
                in.next();
                in.next();
                value();
            } else if (next == ',' || Character.isWhitespace(next)) {
                in.next();
            } else {
                return next;
            }
        }
    }

    private void skipLine() throws IOException {
        while (in.peek() != '\n' && in.peek() != Characters.END) {
            in.next();
        }
    }

    /** The next value. */
    @Nullable
    Object value() throws IOException {
        int first = skipBlanks();
        if (++depth > DEEPEST) {
            throw in.malformed("expected nothing nested deeper than " + DEEPEST);
        }
        Object value = switch (first) {
            case Characters.END -> throw new EOFException("a value is missing");
            case '[' -> Collections.unmodifiableList(elements('[', ']'));
            case '(' -> Collections.unmodifiableList(elements('(', ')'));
            case '{' -> map("");
            case '#' -> dispatch();
            case '"' -> atoms.string();
            case '\\' -> atoms.character();
            case ']', ')', '}' -> throw in.malformed("expected a value, not " + (char) first);
            default -> atoms.word();
        };
        depth--;
        return value;
    }

    private List<@Nullable Object> elements(char opening, char closing) throws IOException {
        var unclosed = unclosed(opening);
        in.next();
        var elements = new ArrayList<@Nullable Object>();
        for (int next = skipBlanks(); next != closing; next = skipBlanks()) {
            if (next == Characters.END) {
                throw unclosed;
            }
            elements.add(value());
        }
        in.next();
        return elements;
    }

    private EOFException unclosed(char opening) {
        return new EOFException(
                "the " + opening + " of line " + in.line() + ", column " + in.column() + " is not closed");
    }

    private Object map(String namespace) throws IOException {
        long line = in.line();
        long column = in.column();
        List<@Nullable Object> elements = elements('{', '}');
        if (elements.size() % 2 != 0) {
            throw in.malformed(line, column, "expected a map to have a value for every key");
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < elements.size(); i += 2) {
            Object key = qualified(namespace, elements.get(i));
            if (map.containsKey(key)) {
                throw in.malformed(line, column, "expected a map to have no key twice, such as " + Edn.text(key));
            }
            map.put(key, elements.get(i + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object qualified(String namespace, @Nullable Object key) {
        if (namespace.isEmpty() || !(key instanceof Keyword(String name))) {
            return key;
        }
        if (name.startsWith("_/")) {
            return new Keyword(name.substring(2));
        }
        return name.contains("/") ? key : new Keyword(namespace + "/" + name);
    }

    /** What begins with a number sign. */
    private @Nullable Object dispatch() throws IOException {
        return switch (in.peekFurther()) {
            case Characters.END -> throw new EOFException("a tag is missing");
            case '{' -> {
                in.next();
                yield set();
            }
            case '#' -> {
                in.next();
                in.next();
                yield atoms.symbolicNumber();
            }
            case ':' -> {
                in.next();
                yield namespacedMap();
            }
            default -> {
                skipTag();
                yield value();
            }
        };
    }

    private Object namespacedMap() throws IOException {
        String namespace = atoms.namespace();
        if (skipBlanks() != '{') {
            throw in.malformed("expected a map after #:" + namespace);
        }
        return map(namespace);
    }

    /** Skips a number sign and the tag that follows it. */
    void skipTag() throws IOException {
        in.next();
        atoms.tag();
    }

    private Object set() throws IOException {
        long line = in.line();
        long column = in.column();
        List<@Nullable Object> elements = elements('{', '}');
        Set<@Nullable Object> set = new LinkedHashSet<>(elements);
        if (set.size() != elements.size()) {
            throw in.malformed(line, column, "expected a set to have no element twice");
        }
        return Collections.unmodifiableSet(set);
    }
}
