package io.ordeal.histories.format;

import io.ordeal.histories.format.Passage.Place;
import java.io.EOFException;
import java.io.IOException;

/** Reads strings between quotation marks. Equal ones, if they are short, are mostly the same. */
final class Strings {

    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;

    private final Source in;
    private final AsciiSet stops;
    private final AsciiSet barred;
    private final Escape escape;
    private final Words<String> known = new Words<>(AsciiSet.of("\""));

    /** Reads what follows a backslash. */
    interface Escape {
        /** The character that it stands for. */
        char read() throws IOException;
    }

    /** @param barred the characters that may not stand for themselves */
    Strings(Source in, String barred, Escape escape) {
        this.in = in;
        this.stops = AsciiSet.of("\"\\\n" + barred);
        this.barred = AsciiSet.of(barred);
        this.escape = escape;
    }

    /** Reads the string that begins with the next character. */
    String read() throws IOException {
        int opening = in.position();
        in.skip();
        var word = known.take(in);
        if (word != null) {
            in.skip();
            return word.meaning();
        }
        int begin = in.position();
        in.scan(stops);
        if (in.peek() != '"') {
            return pieced(opening, begin);
        }
        String string = in.text(begin);
        known.put(in, begin, string);
        in.skip();
        return string;
    }

    /** Reads on in a string that is not all plain characters. */
    private String pieced(int opening, int begin) throws IOException {
        var string = new StringBuilder();
        int piece = begin;
        while (true) {
            switch (in.peek()) {
                case Source.END -> throw unclosed(opening);
                case '"' -> {
                    String last = in.text(piece);
                    in.skip();
                    return string.isEmpty() ? last : string.append(last).toString();
                }
                case '\\' -> {
                    string.append(in.text(piece));
                    in.skip();
                    if (in.peek() == Source.END) {
                        throw unclosed(opening);
                    }
                    string.append(escape.read());
                    piece = in.position();
                }
                default -> takeOdd();
            }
            in.scan(stops);
        }
    }

    private void takeOdd() throws IOException {
        int odd = in.peek();
        if (odd <= Byte.MAX_VALUE && barred.has((byte) odd)) {
            throw in.malformed(
                    odd == '\n'
                            ? "expected the string to be closed, not the end of the line"
                            : "expected " + Excerpt.of((char) odd) + " to be escaped");
        }
        in.skip();
    }

    /** Reads the hexadecimal digits of a character. */
    static char unicode(Source in) throws IOException {
        int code = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            int next = in.peek();
            if (next == Source.END) {
                throw new EOFException("a character is not finished");
            }
            int digit = Character.digit(next, HEX);
            if (next > Byte.MAX_VALUE || digit < 0) {
                throw in.malformed("expected four hexadecimal digits");
            }
            code = code * HEX + digit;
            in.skip();
        }
        return (char) code;
    }

    private EOFException unclosed(int opening) {
        Place place = in.held().place(opening);
        return new EOFException("the string of line " + place.line() + ", column " + place.column() + " is not closed");
    }
}
