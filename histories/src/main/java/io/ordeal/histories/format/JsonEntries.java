package io.ordeal.histories.format;

import java.io.EOFException;
import java.io.IOException;

/** The entries of a file of JSON lines. */
final class JsonEntries implements Entries {

    private static final AsciiSet BLANKS = AsciiSet.whitespaceAnd("");
    private static final AsciiSet END_OF_LINE = AsciiSet.of("\n");

    private final Source in;
    private final JsonReader values;

    JsonEntries(Source in) {
        this.in = in;
        this.values = new JsonReader(in);
    }

    @Override
    public boolean next(EventFields fields) throws IOException {
        in.release();
        int first = in.skipAll(BLANKS);
        in.hold();
        if (first == Source.END) {
            return false;
        }
        if (first != '{') {
            throw in.malformed("expected an event, which is a JSON object");
        }
        entry(fields);
        int next = values.skipBlanks();
        if (next != '\n' && next != Source.END) {
            throw in.malformed("expected nothing more in this line");
        }
        return true;
    }

    private void entry(EventFields fields) throws IOException {
        try {
            values.fields(fields);
        } catch (EOFException end) {
            throw unfinished(end);
        } catch (MalformedFileException wrong) {
            throw isUnfinished() ? unfinished(wrong) : wrong;
        }
    }

    private static EOFException unfinished(IOException cause) {
        return (EOFException) new EOFException("the line is not finished").initCause(cause);
    }

    /** Whether the line, which is no JSON, looks like the beginning of an object that was cut short. */
    private boolean isUnfinished() throws IOException {
        while (in.peek() != '\n' && in.peek() != Source.END) {
            in.skip();
            in.scan(END_OF_LINE);
        }
        return in.peek() == Source.END && in.held().last() != '}';
    }
}
