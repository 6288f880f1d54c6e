package io.ordeal.server.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what an {@link Encoder} put together, and believes nothing: no length makes it allocate more than is there. */
public final class Decoder {

    private final ByteBuffer buffer;

    public Decoder(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    /** Of the bytes between the buffer's position and limit. */
    public Decoder(ByteBuffer buffer) {
        this.buffer = buffer.slice();
    }

    /** Reads one item of a list. */
    @FunctionalInterface
    public interface Item<T> {
        T from(Decoder decoder) throws FormatException;
    }

    public int remaining() {
        return buffer.remaining();
    }

    /** Leaves the rest unread. */
    public void skip() {
        buffer.position(buffer.limit());
    }

    /** Fails unless all bytes were read. */
    public void end() throws FormatException {
        if (buffer.hasRemaining()) {
            throw new FormatException(buffer.remaining() + " bytes too many");
        }
    }

    /** All bytes that are left. */
    public byte[] rest() {
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return value;
    }

    public int int8() throws FormatException {
        require(1);
        return buffer.get() & 0xff;
    }

    public int int16() throws FormatException {
        require(2);
        return buffer.getShort() & 0xffff;
    }

    public int int32() throws FormatException {
        require(4);
        return buffer.getInt();
    }

    public long int64() throws FormatException {
        require(8);
        return buffer.getLong();
    }

    /** A number that cannot be negative, such as a term or an index. */
    public long count64() throws FormatException {
        long value = int64();
        if (value < 0) {
            throw new FormatException("a negative number: " + value);
        }
        return value;
    }

    public boolean bool() throws FormatException {
        int value = int8();
        if (value > 1) {
            throw new FormatException("neither true nor false: " + value);
        }
        return value == 1;
    }

    public byte[] bytes() throws FormatException {
        return raw(int32());
    }

    public String text() throws FormatException {
        byte[] utf8 = raw(int16());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("a text that is not UTF-8");
        }
    }

    /** A list that was written as its size and its items, each of at least {@code leastBytes}. */
    public <T> List<T> list(int leastBytes, Item<T> item) throws FormatException {
        int count = int32();
        if (count < 0 || count > remaining() / leastBytes) {
            throw new FormatException(
                    "a list of " + Integer.toUnsignedString(count) + " items in " + remaining() + " bytes");
        }
        var items = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.from(this));
        }
        return List.copyOf(items);
    }

    private byte[] raw(int length) throws FormatException {
        require(length);
        byte[] value = new byte[length];
        buffer.get(value);
        return value;
    }

    private void require(int length) throws FormatException {
        if (length < 0 || length > buffer.remaining()) {
            throw new FormatException("ends too early: " + Integer.toUnsignedString(length) + " bytes expected, "
                    + buffer.remaining() + " left");
        }
    }
}
