package io.ordeal.histories.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;

/** The entries of a file in EDN: maps one after the other, or in a vector or a list, tagged or not. */
final class EdnEntries implements Entries {

    private static final int NONE = 0;

    private final Reader reader;
    private final Characters in;
    private final EdnReader values;
    /** What closes the vector or list that reading is in. */
    private int closing = NONE;

    EdnEntries(Reader reader, String file) throws IOException {
        this.reader = reader;
        this.in = new Characters(reader, file);
        this.values = new EdnReader(in);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        boolean tagged = false;
        while (true) {
            int next = values.skipBlanks();
            if (next == Characters.END) {
                return end(tagged);
            }
            if (next == '#' && Character.isLetter(in.peekFurther())) {
                values.skipTag();
                tagged = true;
            } else if (closing == NONE && (next == '[' || next == '(')) {
                in.next();
                closing = next == '[' ? ']' : ')';
                tagged = false;
            } else if (closing != NONE && next == closing && !tagged) {
                in.next();
                closing = NONE;
            } else {
                return Optional.of(entry());
            }
        }
    }

    private Optional<Entry> end(boolean tagged) throws EOFException {
        if (tagged) {
            throw new EOFException("a tag is not followed by anything");
        }
        if (closing != NONE) {
            throw new EOFException("the last " + (char) closing + " is missing");
        }
        return Optional.empty();
    }

    private Entry entry() throws IOException {
        long line = in.line();
        long column = in.column();
        Object value;
        try {
            value = values.value();
        } catch (EOFException end) {
            if (in.lastEntry() > line) {
                throw in.malformed(line, column, "expected this entry to end before that of line " + in.lastEntry());
            }
            throw end;
        }
        if (value instanceof Map<?, ?> fields) {
            return new Entry(fields, line, column);
        }
        throw in.malformed(line, column, "expected an event, which is a map, not " + Edn.text(value));
    }

    @Override
    public long line() {
        return in.line();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
