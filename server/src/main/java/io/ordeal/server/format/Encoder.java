package io.ordeal.server.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making. Numbers are big-endian; texts and byte strings go with their lengths before them. */
public final class Encoder {

    private byte[] bytes;
    private int size;

    public Encoder() {
        this(256);
    }

    /** @param expected so many bytes fit without growing */
    public Encoder(int expected) {
        bytes = new byte[expected];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** A copy of what was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public Encoder int8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Encoder int16(int value) {
        return int8(value >>> 8).int8(value);
    }

    public Encoder int32(int value) {
        return int16(value >>> 16).int16(value);
    }

    public Encoder int64(long value) {
        return int32((int) (value >>> 32)).int32((int) value);
    }

    public Encoder bool(boolean value) {
        return int8(value ? 1 : 0);
    }

    /** Bytes as they are, without their length. */
    public Encoder raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    public Encoder bytes(byte[] value) {
        return int32(value.length).raw(value);
    }

    /** A text of less than 64 KiB. */
    public Encoder text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 0xffff) {
            throw new IllegalArgumentException("a text of " + utf8.length + " bytes is too long");
        }
        return int16(utf8.length).raw(utf8);
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}
