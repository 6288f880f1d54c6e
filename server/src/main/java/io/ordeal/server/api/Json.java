package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Writes JSON as Go's encoder does. Texts are UTF-8 already and go through as they are, but for what JSON or Go want
 * escaped; commas come by themselves.
 */
final class Json {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int SPACE_FOR_A_NUMBER = 20;

    private byte[] bytes;
    private int length;

    Json(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    Json openObject() {
        return separate().raw('{');
    }

    Json closeObject() {
        return raw('}');
    }

    Json openArray() {
        return separate().raw('[');
    }

    Json closeArray() {
        return raw(']');
    }

    Json newline() {
        return raw('\n');
    }

    /** @param name of letters */
    Json name(String name) {
        separate().raw('"').ascii(name);
        return raw('"').raw(':');
    }

    Json yes() {
        return ascii("true");
    }

    Json no() {
        return ascii("false");
    }

    Json nothing() {
        return ascii("null");
    }

    /** @param number unsigned */
    Json number(long number) {
        if (number < 0) {
            return ascii(Long.toUnsignedString(number));
        }
        reserve(SPACE_FOR_A_NUMBER);
        int end = length + digits(number);
        long rest = number;
        for (int position = end - 1; position >= length; position--) {
            bytes[position] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    /** @param number finite; without an exponent, and with as many digits as tell it from others */
    Json number(double number) {
        return ascii(
                new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString());
    }

    /** A text in an array. */
    Json element(Text text) {
        return separate().string(text);
    }

    Json string(Text text) {
        raw('"');
        int count = text.length();
        for (int position = 0; position < count; ) {
            byte next = text.byteAt(position);
            if (next >= 0) {
                ascii(next);
                position++;
            } else {
                position += rune(text, position);
            }
        }
        return raw('"');
    }

    /** Writes what begins at {@code position} and is not ASCII, and says how many bytes of the text that took. */
    private int rune(Text text, int position) {
        int size = Utf8.size(text, position);
        if (size == 0) {
            ascii("\\ufffd");
            return 1;
        }
        if (size == 3 && isLineSeparator(text, position)) {
            ascii("\\u202").raw((char) HEX[text.byteAt(position + 2) & 0xF]);
            return size;
        }
        reserve(size);
        for (int offset = 0; offset < size; offset++) {
            bytes[length++] = text.byteAt(position + offset);
        }
        return size;
    }

    private static boolean isLineSeparator(Text text, int position) {
        return text.byteAt(position) == (byte) 0xE2
                && text.byteAt(position + 1) == (byte) 0x80
                && (text.byteAt(position + 2) & 0xFE) == 0xA8;
    }

    private void ascii(byte character) {
        switch (character) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            case '<', '>', '&' -> escape(character);
            default -> {
                if (character < ' ') {
                    escape(character);
                } else {
                    raw((char) character);
                }
            }
        }
    }

    private void escape(byte character) {
        ascii("\\u00").raw((char) HEX[character >> 4]).raw((char) HEX[character & 0xF]);
    }

    /** Puts a comma, unless this is the first thing in its object or array, or the value of a name. */
    private Json separate() {
        if (length == 0) {
            return this;
        }
        byte last = bytes[length - 1];
        return last == '{' || last == '[' || last == ':' ? this : raw(',');
    }

    private Json raw(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
        return this;
    }

    private Json ascii(String characters) {
        reserve(characters.length());
        for (int position = 0; position < characters.length(); position++) {
            bytes[length++] = (byte) characters.charAt(position);
        }
        return this;
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
