package io.ordeal.server.keys;

import io.ordeal.server.keys.Command.CompareAndDelete;
import io.ordeal.server.keys.Command.CompareAndSwap;
import io.ordeal.server.keys.Command.Create;
import io.ordeal.server.keys.Command.CreateInOrder;
import io.ordeal.server.keys.Command.Delete;
import io.ordeal.server.keys.Command.Expire;
import io.ordeal.server.keys.Command.Extent;
import io.ordeal.server.keys.Command.Refresh;
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
 * big-endian; a text is its length and its bytes; what may be missing has a byte before it that says so. Version 1 is
 * for commands without a moment; version 2 is for those with one, and has it after the kind.
 */
public final class CommandCodec {

    private static final byte TIMELESS = 1;
    private static final byte TIMED = 2;
    private static final byte SET = 1;
    private static final byte CREATE = 2;
    private static final byte CREATE_IN_ORDER = 3;
    private static final byte UPDATE = 4;
    private static final byte COMPARE_AND_SWAP = 5;
    private static final byte DELETE = 6;
    private static final byte COMPARE_AND_DELETE = 7;
    private static final byte REFRESH = 8;
    private static final byte EXPIRE = 9;

    /** Upper bound of what a command takes besides its texts. */
    private static final int FRAME_BYTES = 48;

    private CommandCodec() {}

    public static byte[] encode(Command command) {
        ByteBuffer buffer = ByteBuffer.allocate(FRAME_BYTES + textBytes(command));
        switch (command) {
            case Set(Key key, Optional<Text> value, long expires) ->
                putOptional(putKey(putHead(buffer, SET, expires), key), value);
            case Create(Key key, Optional<Text> value, long expires) ->
                putOptional(putKey(putHead(buffer, CREATE, expires), key), value);
            case CreateInOrder(Key key, Optional<Text> value, long expires) ->
                putOptional(putKey(putHead(buffer, CREATE_IN_ORDER, expires), key), value);
            case Update(Key key, Text value, long expires) ->
                putText(putKey(putHead(buffer, UPDATE, expires), key), value);
            case CompareAndSwap(Key key, Condition condition, Text value, long expires) ->
                putText(putCondition(putKey(putHead(buffer, COMPARE_AND_SWAP, expires), key), condition), value);
            case Delete(Key key, Extent extent) ->
                putKey(putHead(buffer, DELETE), key).put(number(extent));
            case CompareAndDelete(Key key, Condition condition) ->
                putCondition(putKey(putHead(buffer, COMPARE_AND_DELETE), key), condition);
            case Refresh(Key key, Action action, Optional<Condition> condition, long expires) -> {
                putKey(putHead(buffer, REFRESH, expires), key).put(number(action));
                condition.ifPresent(there -> putCondition(buffer, there));
            }
            case Expire(long now) -> putHead(buffer, EXPIRE, now);
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
        if (version != TIMELESS && version != TIMED) {
            throw new CorruptCommandException("it has version " + version + ", not " + TIMELESS + " or " + TIMED);
        }
        try {
            Command command = read(buffer, version == TIMED);
            if (buffer.hasRemaining()) {
                throw new CorruptCommandException(buffer.remaining() + " bytes too many");
            }
            return command;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptCommandException("its parts make no sense", e);
        }
    }

    private static Command read(ByteBuffer buffer, boolean timed) {
        byte kind = buffer.get();
        if (timed ? kind == DELETE || kind == COMPARE_AND_DELETE : kind == REFRESH || kind == EXPIRE) {
            throw new CorruptCommandException("there is no kind " + kind + (timed ? " with" : " without") + " a time");
        }
        long time = timed ? buffer.getLong() : Node.NEVER;
        if (timed && time == Node.NEVER) {
            throw new CorruptCommandException("its time never comes");
        }
        if (kind == EXPIRE) {
            return new Expire(time);
        }
        Key key = new Key(text(buffer));
        return switch (kind) {
            case SET -> new Set(key, optional(buffer), time);
            case CREATE -> new Create(key, optional(buffer), time);
            case CREATE_IN_ORDER -> new CreateInOrder(key, optional(buffer), time);
            case UPDATE -> new Update(key, text(buffer), time);
            case COMPARE_AND_SWAP -> new CompareAndSwap(key, condition(buffer), text(buffer), time);
            case REFRESH -> refresh(buffer, key, time);
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
            case Set(Key _, Optional<Text> value, long _) -> length(value);
            case Create(Key _, Optional<Text> value, long _) -> length(value);
            case CreateInOrder(Key _, Optional<Text> value, long _) -> length(value);
            case Update(Key _, Text value, long _) -> value.length();
            case CompareAndSwap(Key _, Condition condition, Text value, long _) ->
                length(condition.value()) + value.length();
            case Delete _, Expire _ -> 0;
            case Refresh(Key _, Action _, Optional<Condition> condition, long _) ->
                length(condition.flatMap(Condition::value));
            case CompareAndDelete(Key _, Condition condition) -> length(condition.value());
        };
        return Math.addExact(command.key().path().length(), more);
    }

    private static int length(Optional<Text> text) {
        return text.map(Text::length).orElse(0);
    }

    private static ByteBuffer putHead(ByteBuffer buffer, byte kind) {
        return buffer.put(TIMELESS).put(kind);
    }

    private static ByteBuffer putHead(ByteBuffer buffer, byte kind, long time) {
        return time == Node.NEVER
                ? putHead(buffer, kind)
                : buffer.put(TIMED).put(kind).putLong(time);
    }

    private static ByteBuffer putKey(ByteBuffer buffer, Key key) {
        return putText(buffer, key.path());
    }

    private static Refresh refresh(ByteBuffer buffer, Key key, long time) {
        Action action = action(buffer.get());
        Optional<Condition> condition =
                action == Action.COMPARE_AND_SWAP ? Optional.of(condition(buffer)) : Optional.empty();
        return new Refresh(key, action, condition, time);
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

    private static byte number(Action action) {
        return switch (action) {
            case SET -> 0;
            case UPDATE -> 1;
            case COMPARE_AND_SWAP -> 2;
            default -> throw new IllegalArgumentException("no refresh passes for " + action);
        };
    }

    private static Action action(byte number) {
        return switch (number) {
            case 0 -> Action.SET;
            case 1 -> Action.UPDATE;
            case 2 -> Action.COMPARE_AND_SWAP;
            default -> throw new CorruptCommandException("there is no action " + number);
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
