package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.util.Optional;

/** Percent-encoding, as RFC 3986 has it in paths and HTML in forms. Works on bytes, whatever they spell. */
final class Percent {

    private static final String UNESCAPED = "-_.~$&+,/:;=@";

    private Percent() {}

    /** The first percent sign in {@code raw[from..to)} without two hexadecimal digits, and up to two bytes after it. */
    static Optional<Text> fault(byte[] raw, int from, int to) {
        for (int position = from; position < to; position++) {
            if (raw[position] == '%') {
                if (position + 2 >= to || digit(raw[position + 1]) < 0 || digit(raw[position + 2]) < 0) {
                    return Optional.of(Text.of(raw, position, Math.min(position + 3, to)));
                }
                position += 2;
            }
        }
        return Optional.empty();
    }

    /**
     * Decodes {@code raw[from..to)}, which has no {@link #fault}.
     *
     * @param form a plus sign is a space, as in forms
     */
    static Text decode(byte[] raw, int from, int to, boolean form) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int position = from; position < to; position++) {
            byte next = raw[position];
            if (next == '%') {
                next = (byte) (digit(raw[position + 1]) << 4 | digit(raw[position + 2]));
                position += 2;
            } else if (next == '+' && form) {
                next = ' ';
            }
            decoded[length++] = next;
        }
        return Text.of(decoded, 0, length);
    }

    /** The path as it can stand in a header. */
    static String encodePath(Text path) {
        var encoded = new StringBuilder(path.length() + 16);
        for (int position = 0; position < path.length(); position++) {
            int next = path.byteAt(position) & 0xFF;
            if (next < 0x80 && (Character.isLetterOrDigit(next) || UNESCAPED.indexOf(next) >= 0)) {
                encoded.append((char) next);
            } else {
                encoded.append('%').append(hex(next >> 4)).append(hex(next & 0xF));
            }
        }
        return encoded.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }

    private static int digit(byte character) {
        return character >= 0 ? Character.digit(character, 16) : -1;
    }
}
