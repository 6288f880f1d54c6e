package io.ordeal.histories.format;

import io.ordeal.histories.format.Passage.Place;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text in UTF-8, read byte by byte, that knows where it is. Of what was read only that stays at hand which is held: its
 * bytes have positions, counted from where it begins.
 */
final class Source implements Closeable {

    /** What stands at the end. */
    static final int END = -1;

    /** What {@link #integer} gives where there is none. */
    static final long NO_INTEGER = Long.MIN_VALUE;

    private static final int BUFFER_BYTES = 1 << 17;
    /** Longer than any event, and short enough to be kept in memory. */
    private static final int MOST_HELD_BYTES = 1 << 27;

    private static final int NOTHING = -1;
    private static final int LAST_OF_ASCII = 0x7f;
    private static final int LONGEST_CHARACTER = 4;
    /** What Java puts in place of what is no UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int BYTE_ORDER_MARK_BYTES = 3;

    private final InputStream in;
    private final String file;
    private byte[] buffer;
    /** Where in the buffer the next byte is. */
    private int at;
    /** Where in the buffer the bytes end. */
    private int end;

    private boolean exhausted;
    /** Where in the buffer that begins which is held, or {@link #NOTHING}. */
    private int held = NOTHING;

    private final Lines lines = new Lines();

    private Source(InputStream in, String file, int bytes) {
        this.in = in;
        this.file = file;
        this.buffer = new byte[bytes + Long.BYTES];
    }

    /**
     * What {@code in} gives, but for a byte order mark.
     *
     * @param file the name for complaints
     */
    static Source of(InputStream in, String file) throws IOException {
        var source = new Source(in, file, BUFFER_BYTES);
        if (source.beginning(BYTE_ORDER_MARK_BYTES).equals(BYTE_ORDER_MARK)) {
            source.at = BYTE_ORDER_MARK_BYTES;
            source.lines.start(source.at);
        }
        return source;
    }

    static Source of(String text, String name) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Source(new ByteArrayInputStream(bytes), name, bytes.length + 1);
    }

    /** The next byte, which stays there; {@link #END} where there is none. */
    int peek() throws IOException {
        return at < end || more() ? Byte.toUnsignedInt(buffer[at]) : END;
    }

    /** The byte after the next. */
    int peekFurther() throws IOException {
        demand(2);
        return at + 1 < end ? Byte.toUnsignedInt(buffer[at + 1]) : END;
    }

    /** What comes next, as far as {@code bytes} go. */
    String beginning(int bytes) throws IOException {
        demand(bytes);
        return new String(buffer, at, Math.min(bytes, end - at), StandardCharsets.UTF_8);
    }

    /** Whether the next character is white space beyond ASCII. */
    boolean isForeignBlank() throws IOException {
        return peek() > LAST_OF_ASCII
                && Character.isWhitespace(beginning(LONGEST_CHARACTER).codePointAt(0));
    }

    /** Takes the next byte, which must be there. */
    void skip() {
        if (buffer[at++] == '\n') {
            lines.begin(at);
        }
    }

    /** Takes the next character, if there is one. */
    void skipCharacter() throws IOException {
        if (peek() != END) {
            skip();
        }
        while (peek() != END && Passage.isContinuation(buffer[at])) {
            at++;
        }
    }

    /** Takes whatever is one of {@code those}; the byte thereafter, which stays there. */
    int skipAll(AsciiSet those) throws IOException {
        do {
            byte[] bytes = buffer;
            int i = at;
            int last = end;
            while (i < last && those.has(bytes[i])) {
                if (bytes[i++] == '\n') {
                    lines.begin(i);
                }
            }
            at = i;
        } while (at == end && more());
        return at < end ? Byte.toUnsignedInt(buffer[at]) : END;
    }

    /** Takes what is neither one of {@code stops}, which must hold the end of line, nor beyond ASCII. */
    void scan(AsciiSet stops) throws IOException {
        do {
            byte[] bytes = buffer;
            int i = at;
            int last = end;
            while (i < last && !stops.hasOrIsForeign(bytes[i])) {
                i++;
            }
            at = i;
        } while (at == end && more());
    }

    /** The next eight bytes, the first of all lowest; anything where fewer are at hand. */
    long eight() {
        return Digits.eight(buffer, at);
    }

    /** The eight bytes that begin at {@code position}; anything where fewer are at hand. */
    long eight(int position) {
        return Digits.eight(buffer, held + position);
    }

    /**
     * Takes {@code word}, of which the first eight bytes are known to come next, if the others do too, and one of
     * {@code ends} is at hand after it; else nothing.
     */
    boolean take(byte[] word, AsciiSet ends) {
        int after = at + word.length;
        if (after >= end || !ends.has(buffer[after])) {
            return false;
        }
        if (word.length > Long.BYTES && !Arrays.equals(buffer, at, after, word, 0, word.length)) {
            return false;
        }
        at = after;
        return true;
    }

    /**
     * Takes the integer that comes next, if it has a few digits, no needless ones, and one of {@code ends} after it;
     * else nothing. There must be a next byte.
     */
    long integer(AsciiSet ends) throws IOException {
        demand(Digits.MOST + 2);
        boolean negative = buffer[at] == '-';
        int first = negative ? at + 1 : at;
        int count = Digits.count(buffer, first);
        int after = first + count;
        boolean needless = count > 1 && buffer[first] == '0';
        boolean ended = after < end ? ends.has(buffer[after]) : exhausted;
        if (count == 0 || count > Digits.MOST || needless || !ended) {
            return NO_INTEGER;
        }
        long number = Digits.number(buffer, first, count);
        at = number < 0 ? at : after;
        return number < 0 ? NO_INTEGER : negative ? -number : number;
    }

    /** From here on everything stays at hand. */
    void hold() {
        held = at;
        lines.mark(buffer, at);
    }

    /** Nothing needs to stay at hand. */
    void release() {
        held = NOTHING;
    }

    boolean isHeld() {
        return held != NOTHING;
    }

    /** Where the next byte is in what is held. */
    int position() {
        return at - held;
    }

    /** What is between {@code position} and here. */
    byte[] bytes(int position) {
        return Arrays.copyOfRange(buffer, held + position, at);
    }

    /**
     * What is between {@code position} and here.
     *
     * @throws MalformedFileException where it is no UTF-8
     */
    String text(int position) throws MalformedFileException {
        int from = held + position;
        String text = new String(buffer, from, at - from, StandardCharsets.UTF_8);
        int broken = text.indexOf(REPLACEMENT) < 0 ? at : Passage.broken(buffer, from, at);
        if (broken < at) {
            throw malformed(broken - held, "expected UTF-8");
        }
        return text;
    }

    /** In which line the next byte is, counted from 1. */
    long line() {
        return lines.line();
    }

    /** Where that begins which is, or was, held last. */
    Place beginning() {
        return lines.marked();
    }

    /** What is held, as far as it was read. */
    Passage held() {
        return new Passage(buffer, held, end, beginning());
    }

    /** A complaint about the next byte. */
    MalformedFileException malformed(String problem) {
        return new MalformedFileException(file, lines.line(), lines.column(buffer, at), problem);
    }

    /** A complaint about what is at {@code position}. */
    MalformedFileException malformed(int position, String problem) {
        Place place = held().place(position);
        return new MalformedFileException(file, place.line(), place.column(), problem);
    }

    /** Has {@code bytes} at hand, unless the end comes before. */
    private void demand(int bytes) throws IOException {
        while (end - at < bytes && more()) {}
    }

    /** Reads on; false at the end. */
    private boolean more() throws IOException {
        if (exhausted) {
            return false;
        }
        if (end == room()) {
            makeRoom();
        }
        int count = in.read(buffer, end, room() - end);
        exhausted = count <= 0;
        end += exhausted ? 0 : count;
        Arrays.fill(buffer, end, end + Long.BYTES, (byte) 0);
        return !exhausted;
    }

    /** How many bytes fit into the buffer, so that eight may be read wherever one is. */
    private int room() {
        return buffer.length - Long.BYTES;
    }

    private void makeRoom() throws MalformedFileException {
        int from = held == NOTHING ? at : held;
        if (from == 0 && room() >= MOST_HELD_BYTES) {
            throw malformed(0, "expected this to end within " + (MOST_HELD_BYTES >> 20) + " MiB");
        }
        lines.drop(buffer, from);
        byte[] roomier = from == 0 ? new byte[2 * room() + Long.BYTES] : buffer;
        System.arraycopy(buffer, from, roomier, 0, end - from);
        buffer = roomier;
        at -= from;
        end -= from;
        held = held == NOTHING ? NOTHING : 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
