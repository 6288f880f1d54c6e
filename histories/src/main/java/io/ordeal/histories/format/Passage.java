package io.ordeal.histories.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A part of a text in UTF-8.
 *
 * @param bytes has the passage, and more, in it
 * @param from where in {@code bytes} it begins
 * @param to where in {@code bytes} it ends
 * @param beginning where in the text it begins
 */
record Passage(byte[] bytes, int from, int to, Place beginning) {

    private static final int CONTINUATION_MASK = 0xc0;
    private static final int CONTINUATION = 0x80;

    /** A place in a text: line and column, counted from 1, the latter in characters. */
    record Place(long line, long column) {}

    /** Whether {@code unit} continues a character that began before it. */
    static boolean isContinuation(byte unit) {
        return (unit & CONTINUATION_MASK) == CONTINUATION;
    }

    /** Where the first byte is that is no UTF-8; {@code to} where there is none. */
    static int broken(byte[] bytes, int from, int to) {
        var passage = ByteBuffer.wrap(bytes, from, to - from);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(passage);
            return to;
        } catch (CharacterCodingException broken) {
            return passage.position();
        }
    }

    /** The character of ASCII that comes {@code position} bytes after the beginning. */
    char character(int position) {
        return (char) bytes[from + position];
    }

    /** The last byte that is not white space, nor a control character. */
    int last() {
        int last = to - 1;
        while (last > from && bytes[last] >= 0 && bytes[last] <= ' ') {
            last--;
        }
        return bytes[last];
    }

    /** Where in the text that is which comes {@code position} bytes after the beginning. */
    Place place(int position) {
        long line = beginning.line();
        long column = beginning.column();
        for (int i = from; i < from + position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
            column = bytes[i] == '\n' ? 1 : isContinuation(bytes[i]) ? column : column + 1;
        }
        return new Place(line, column);
    }

    /** The last line begun here that begins with one of {@code those}; 0 where there is none. */
    long lastLineThatBeginsWith(AsciiSet those) {
        long last = 0;
        long line = beginning.line();
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == '\n') {
                line++;
                last = those.has(bytes[i + 1]) ? line : last;
            }
        }
        return last;
    }
}
