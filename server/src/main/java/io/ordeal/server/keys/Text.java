package io.ordeal.server.keys;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A string as clients send and get it: bytes, by custom UTF-8, but any bytes are kept as they came. Ordered bytewise,
 * unsigned.
 */
public final class Text implements Comparable<Text> {

    public static final Text EMPTY = new Text(new byte[0]);

    private final byte[] bytes;

    private Text(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The UTF-8 of {@code string}. */
    public static Text of(String string) {
        return string.isEmpty() ? EMPTY : new Text(string.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of {@code bytes[from..to)}. */
    public static Text of(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Text(Arrays.copyOfRange(bytes, from, to));
    }

    static Text takenFrom(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return length == 0 ? EMPTY : new Text(bytes);
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public byte byteAt(int position) {
        return bytes[position];
    }

    public boolean startsWith(Text prefix) {
        int length = prefix.bytes.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
    }

    public Text slice(int from, int to) {
        return of(bytes, from, to);
    }

    /** This text and then {@code next}. */
    public Text then(Text next) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + next.bytes.length);
        next.copyTo(joined, bytes.length);
        return new Text(joined);
    }

    /** Copies all bytes into {@code target}, beginning at {@code position}. */
    public void copyTo(byte[] target, int position) {
        System.arraycopy(bytes, 0, target, position, bytes.length);
    }

    /** With its length before it. */
    void writeTo(Encoder out) {
        out.bytes(bytes);
    }

    static Text readFrom(Decoder in) throws FormatException {
        byte[] bytes = in.bytes();
        return bytes.length == 0 ? EMPTY : new Text(bytes);
    }

    ByteBuffer putTo(ByteBuffer buffer) {
        return buffer.put(bytes);
    }

    long hash64() {
        return Digests.of(bytes);
    }

    @Override
    public int compareTo(Text other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Decoded leniently: not every text is UTF-8. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
