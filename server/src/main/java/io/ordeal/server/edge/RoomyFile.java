package io.ordeal.server.edge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that is appended to. It is longer than what was appended, by zeros: so what comes next only overwrites, and to
 * sync it the file system does not have to keep a new length as well. What is appended ends with another byte than zero,
 * and so it is known where it ends.
 */
final class RoomyFile implements Closeable {

    /** The file is made longer by so much at a time. */
    private static final int ROOM_BYTES = 4 << 20;

    private static final int BLOCK_BYTES = 64 << 10;

    private final FileChannel channel;
    /** Where what was appended ends, and where the file does. */
    private long end;

    private long length;

    private RoomyFile(FileChannel channel, long end, long length) {
        this.channel = channel;
        this.end = end;
        this.length = length;
    }

    /** Opens a file, or begins one. */
    static RoomyFile open(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new RoomyFile(channel, end(channel), channel.size());
    }

    /** What was appended to a file. */
    static byte[] read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        return Arrays.copyOf(bytes, end(bytes, bytes.length));
    }

    private static long end(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long from = (channel.size() - 1) / BLOCK_BYTES * BLOCK_BYTES; from >= 0; from -= BLOCK_BYTES) {
            block.clear();
            while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {
                // A read may stop short of what is there.
            }
            int end = end(block.array(), block.position());
            if (end > 0) {
                return from + end;
            }
        }
        return 0;
    }

    /** Where the zeros begin that end {@code bytes}, of which so many count. */
    private static int end(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    void append(byte[] bytes) throws IOException {
        if (end + bytes.length > length) {
            write(ByteBuffer.allocate(ROOM_BYTES), end + bytes.length);
            length = end + bytes.length + ROOM_BYTES;
        }
        write(ByteBuffer.wrap(bytes), end);
        end += bytes.length;
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    /** Cuts off what was appended after the first {@code bytes}. */
    void truncate(long bytes) throws IOException {
        channel.truncate(bytes);
        end = bytes;
        length = bytes;
    }

    /** Waits until everything is on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
