package io.ordeal.server.journal;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Snapshot;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Takes in a snapshot piece by piece, wherever it was cut, and hands on its blocks. What it hands on has the right
 * checksum; but only when all is {@linkplain #read read}, it is a snapshot.
 */
public final class SnapshotReader {

    /** No block is larger; a length beyond it is none. */
    private static final int MAX_PAYLOAD_BYTES = 256 << 20;

    /** Who knows what the sections mean. */
    public interface Sections {

        /**
         * The next block of the section of that number.
         *
         * @throws FormatException if there is no such section or version, or the block is none of it
         */
        void take(int number, int version, Decoder payload) throws FormatException;

        /**
         * That was all.
         *
         * @throws FormatException if something is missing, or does not go together
         */
        void end() throws FormatException;
    }

    private final Sections sections;

    /** Bytes that were taken in and are not yet part of a whole block. */
    private byte[] pending = new byte[0];

    private int size;
    private long offset;
    private EntryId last = EntryId.NONE;
    private int checksum;
    private int number;
    private boolean ended;

    public SnapshotReader(Sections sections) {
        this.sections = sections;
    }

    /** Where what is not yet read begins. */
    public long offset() {
        return offset;
    }

    /** Takes in the next bytes. */
    public void take(byte[] piece) throws FormatException {
        if (size + piece.length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(Math.addExact(size, piece.length), 2 * size));
        }
        System.arraycopy(piece, 0, pending, size, piece.length);
        size += piece.length;
        int start = 0;
        for (int read = next(start); read > 0; read = next(start)) {
            start += read;
            offset += read;
        }
        System.arraycopy(pending, start, pending, 0, size - start);
        size -= start;
    }

    /** What was read, once that is all. */
    public Snapshot read() throws FormatException {
        if (!ended) {
            throw new FormatException("it ends too early");
        }
        return new Snapshot(last, offset, checksum);
    }

    /** Reads what begins there, and returns how long that is; 0 if it is not all here. */
    private int next(int start) throws FormatException {
        if (offset == 0) {
            return header(start);
        }
        if (ended && start < size) {
            throw new FormatException("more bytes after its end");
        }
        if (size - start < SnapshotWriter.BLOCK_HEADER_BYTES) {
            return 0;
        }
        ByteBuffer in = ByteBuffer.wrap(pending, start, size - start);
        int section = in.get() & 0xff;
        int version = in.get() & 0xff;
        int length = in.getInt();
        if (length < 0 || length > MAX_PAYLOAD_BYTES) {
            throw new FormatException("a block of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (in.remaining() < length + SnapshotWriter.CHECKSUM_BYTES) {
            return 0;
        }
        int checked = SnapshotWriter.BLOCK_HEADER_BYTES + length;
        check(start, checked);
        block(section, version, in.slice(in.position(), length));
        return checked + SnapshotWriter.CHECKSUM_BYTES;
    }

    private int header(int start) throws FormatException {
        if (size - start < SnapshotWriter.HEADER_BYTES) {
            return 0;
        }
        ByteBuffer in = ByteBuffer.wrap(pending, start, size - start);
        long magic = in.getLong();
        if ((magic & ~0xffL) != SnapshotWriter.MAGIC) {
            throw new FormatException("it does not begin as a snapshot does");
        }
        check(start, SnapshotWriter.HEADER_BYTES - SnapshotWriter.CHECKSUM_BYTES);
        if ((magic & 0xff) != SnapshotWriter.VERSION) {
            throw new FormatException(
                    "it is of format " + (magic & 0xff) + "; this server knows format " + SnapshotWriter.VERSION);
        }
        last = new EntryId(in.getLong(), in.getLong());
        return SnapshotWriter.HEADER_BYTES;
    }

    /** The checksum after so many bytes must be theirs. */
    private void check(int start, int length) throws FormatException {
        int expected = SnapshotWriter.checksum(checksum, pending, start, length);
        int found = ByteBuffer.wrap(pending).getInt(start + length);
        if (found != expected) {
            throw new FormatException("a checksum is " + hex(found) + ", not " + hex(expected));
        }
        checksum = found;
    }

    private void block(int section, int version, ByteBuffer payload) throws FormatException {
        if (section == SnapshotWriter.END) {
            ended = true;
            sections.end();
            return;
        }
        if (section < number) {
            throw new FormatException("section " + section + " after section " + number);
        }
        number = section;
        sections.take(section, version, new Decoder(payload));
    }

    private static String hex(int checksum) {
        return String.format("%08x", checksum);
    }
}
