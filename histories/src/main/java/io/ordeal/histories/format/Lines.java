package io.ordeal.histories.format;

import io.ordeal.histories.format.Passage.Place;

/** Knows the place in a text that is read through a buffer. Characters are only counted where somebody asks. */
final class Lines {

    private long line = 1;
    /** Where in the buffer that of this line begins whose characters were not counted yet. */
    private int uncounted;
    /** The column there. */
    private long column = 1;

    private long markedLine = 1;
    private long markedColumn = 1;

    /** A line begins {@code at} that place of the buffer. */
    void begin(int at) {
        line++;
        uncounted = at;
        column = 1;
    }

    /** The text begins {@code at} that place of the buffer. */
    void start(int at) {
        uncounted = at;
    }

    /** Remembers the place that is {@code at} that one of the buffer. */
    void mark(byte[] buffer, int at) {
        markedLine = line;
        markedColumn = column(buffer, at);
    }

    /** The first {@code bytes} are about to leave the buffer. */
    void drop(byte[] buffer, int bytes) {
        column = column(buffer, bytes);
        uncounted -= bytes;
    }

    long line() {
        return line;
    }

    /** The column of what is {@code at} that place of the buffer, in the line that began last. */
    long column(byte[] buffer, int at) {
        while (uncounted < at) {
            column += Passage.isContinuation(buffer[uncounted++]) ? 0 : 1;
        }
        return column;
    }

    /** What was marked last; else the beginning. */
    Place marked() {
        return new Place(markedLine, markedColumn);
    }
}
