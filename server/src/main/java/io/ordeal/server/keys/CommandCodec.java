package io.ordeal.server.keys;

import io.ordeal.server.keys.Command.CompareAndDelete;
import io.ordeal.server.keys.Command.CompareAndSwap;
import io.ordeal.server.keys.Command.Create;
import io.ordeal.server.keys.Command.CreateInOrder;
import io.ordeal.server.keys.Command.Delete;
import io.ordeal.server.keys.Command.Extent;
import io.ordeal.server.keys.Command.Set;
import io.ordeal.server.keys.Command.Update;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Commands as bytes for the log: version, kind, key, what the kind adds, and a CRC-32C of all that. Numbers are
 * big-endian; a text is its length and its bytes; what may be missing has a byte before it that says so.
 */
public final class CommandCodec {

    private static final byte VERSION = 1;
    private static final byte SET = 1;
    private static final byte CREATE = 2;
    private static final byte CREATE_IN_ORDER = 3;
    private static final byte UPDATE = 4;
    private static final byte COMPARE_AND_SWAP = 5;
    private static final byte DELETE = 6;
    private static final byte COMPARE_AND_DELETE = 7;

    /** Upper bound of what a command takes besides its texts. */
    private static final int FRAME_BYTES = 48;

    private CommandCodec() {}

    public static byte[] encode(Command command) {
        ByteBuffer buffer =
                ByteBuffer.allocate(FRAME_BYTES + textBytes(command)).put(VERSION);
        switch (command) {
            case Set(Key key, Optional<Text> value) -> putOptional(putKey(buffer, SET, key), value);
            case Create(Key key, Optional<Text> value) -> putOptional(putKey(buffer, CREATE, key), value);
            case CreateInOrder(Key key, Optional<Text> value) ->
                putOptional(putKey(buffer, CREATE_IN_ORDER, key), value);
            case Update(Key key, Text value) -> putText(putKey(buffer, UPDATE, key), value);
            case CompareAndSwap(Key key, Condition condition, Text value) ->
                putText(putCondition(putKey(buffer, COMPARE_AND_SWAP, key), condition), value);
            case Delete(Key key, Extent extent) -> putKey(buffer, DELETE, key).put(number(extent));
            case CompareAndDelete(Key key, Condition condition) ->
                putCondition(putKey(buffer, COMPARE_AND_DELETE, key), condition);
        }
        return sealed(buffer.array(), buffer.position());
    }

    /** The first bytes with the checksum that makes them a command, if they are one otherwise. */
    static byte[] sealed(byte[] bytes, int length) {
        byte[] sealed = Arrays.copyOf(bytes, length + Integer.BYTES);
        ByteBuffer.wrap(sealed).putInt(length, checksum(bytes, length));
        return sealed;
    }

    /** @throws CorruptCommandException if {@code bytes} did not come from {@link #encode}, or not unharmed */
    public static Command decode(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        if (end < 2) {
            throw new CorruptCommandException(bytes.length + " bytes are too few");
        }
        if (ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
            throw new CorruptCommandException("its checksum is wrong");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, end);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new CorruptCommandException("it has version " + version + ", not " + VERSION);
        }
        try {
            Command command = read(buffer);
            if (buffer.hasRemaining()) {
                throw new CorruptCommandException(buffer.remaining() + " bytes too many");
            }
            return command;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptCommandException("its parts make no sense", e);
        }
    }

    private static Command read(ByteBuffer buffer) {
        byte kind = buffer.get();
        Key key = new Key(text(buffer));
        return switch (kind) {
            case SET -> new Set(key, optional(buffer));
            case CREATE -> new Create(key, optional(buffer));
            case CREATE_IN_ORDER -> new CreateInOrder(key, optional(buffer));
            case UPDATE -> new Update(key, text(buffer));
            case COMPARE_AND_SWAP -> new CompareAndSwap(key, condition(buffer), text(buffer));
            case DELETE -> new Delete(key, extent(buffer.get()));
            case COMPARE_AND_DELETE -> new CompareAndDelete(key, condition(buffer));
            default -> throw new CorruptCommandException("there is no kind " + kind);
        };
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static int textBytes(Command command) {
        int more = switch (command) {
            case Set(Key _, Optional<Text> value) -> length(value);
            case Create(Key _, Optional<Text> value) -> length(value);
            case CreateInOrder(Key _, Optional<Text> value) -> length(value);
            case Update(Key _, Text value) -> value.length();
            case CompareAndSwap(Key _, Condition condition, Text value) -> length(condition.value()) + value.length();
            case Delete _ -> 0;
            case CompareAndDelete(Key _, Condition condition) -> length(condition.value());
        };
        return Math.addExact(command.key().path().length(), more);
    }

    private static int length(Optional<Text> text) {
        return text.map(Text::length).orElse(0);
    }

    private static ByteBuffer putKey(ByteBuffer buffer, byte kind, Key key) {
        return putText(buffer.put(kind), key.path());
    }

    private static ByteBuffer putText(ByteBuffer buffer, Text text) {
        return text.putTo(buffer.putInt(text.length()));
    }

    private static Text text(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new CorruptCommandException(
                    "a text of " + length + " bytes where " + buffer.remaining() + " are left");
        }
        return Text.takenFrom(buffer, length);
    }

    private static ByteBuffer putOptional(ByteBuffer buffer, Optional<Text> text) {
        return text.map(there -> putText(putFlag(buffer, true), there)).orElseGet(() -> putFlag(buffer, false));
    }

    private static Optional<Text> optional(ByteBuffer buffer) {
        return flag(buffer) ? Optional.of(text(buffer)) : Optional.empty();
    }

    private static ByteBuffer putCondition(ByteBuffer buffer, Condition condition) {
        putOptional(buffer, condition.value());
        putFlag(buffer, condition.index().isPresent());
        condition.index().ifPresent(buffer::putLong);
        return buffer;
    }

    private static Condition condition(ByteBuffer buffer) {
        Optional<Text> value = optional(buffer);
        return new Condition(value, flag(buffer) ? OptionalLong.of(buffer.getLong()) : OptionalLong.empty());
    }

    private static ByteBuffer putFlag(ByteBuffer buffer, boolean flag) {
        return buffer.put((byte) (flag ? 1 : 0));
    }

    private static boolean flag(ByteBuffer buffer) {
        byte flag = buffer.get();
        return switch (flag) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new CorruptCommandException("a flag is " + flag);
        };
    }

    private static byte number(Extent extent) {
        return switch (extent) {
            case FILE -> 0;
            case EMPTY_DIRECTORY -> 1;
            case SUBTREE -> 2;
        };
    }

    private static Extent extent(byte number) {
        return switch (number) {
            case 0 -> Extent.FILE;
            case 1 -> Extent.EMPTY_DIRECTORY;
            case 2 -> Extent.SUBTREE;
            default -> throw new CorruptCommandException("there is no extent " + number);
        };
    }
}
