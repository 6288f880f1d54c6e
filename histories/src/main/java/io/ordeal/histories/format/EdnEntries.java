package io.ordeal.histories.format;

import io.ordeal.histories.format.Passage.Place;
import java.io.EOFException;
import java.io.IOException;

/** The entries of a file in EDN: maps one after the other, or in a vector or a list, tagged or not. */
final class EdnEntries implements Entries {

    private static final AsciiSet BEGINS_ENTRY = AsciiSet.of("{#");
    private static final int NONE = 0;
    private static final String NOTHING = "";

    private final Source in;
    private final EdnReader values;
    /** What closes the vector or list that reading is in. */
    private int closing = NONE;

    EdnEntries(Source in) {
        this.in = in;
        this.values = new EdnReader(in);
    }

    @Override
    public boolean next(EventFields fields) throws IOException {
        String before = NOTHING;
        while (true) {
            in.release();
            int next = values.skipBlanks();
            in.hold();
            if (next == Source.END) {
                return end(before);
            }
            if (next == '^') {
                values.skipMetadata();
                before = "metadata";
            } else if (next == '#' && beginsTag(in.peekFurther())) {
                values.skipTag();
                before = "a tag";
            } else if (closing == NONE && (next == '[' || next == '(')) {
                in.skip();
                closing = next == '[' ? ']' : ')';
                before = NOTHING;
            } else if (closing != NONE && next == closing && before.isEmpty()) {
                in.skip();
                closing = NONE;
            } else {
                entry(fields);
                return true;
            }
        }
    }

    private static boolean beginsTag(int character) {
        return switch (character) {
            case '{', '#', ':', Source.END -> false;
            default -> true;
        };
    }

    /** There is no entry any more. */
    private boolean end(String before) throws EOFException {
        if (!before.isEmpty()) {
            throw new EOFException(before + " is not followed by anything");
        }
        if (closing != NONE) {
            throw new EOFException("the last " + (char) closing + " is missing");
        }
        return false;
    }

    private void entry(EventFields fields) throws IOException {
        try {
            if (values.map(fields)) {
                return;
            }
            Object other = values.value();
            throw in.malformed(0, "expected an event, which is a map, not " + Excerpt.of(Edn.text(other)));
        } catch (EOFException end) {
            Place beginning = in.beginning();
            long last = in.held().lastLineThatBeginsWith(BEGINS_ENTRY);
            if (last > beginning.line()) {
                throw in.malformed(0, "expected this entry to end before that of line " + last);
            }
            throw end;
        }
    }
}
