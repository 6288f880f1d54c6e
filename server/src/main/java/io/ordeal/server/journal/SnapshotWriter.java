package io.ordeal.server.journal;

import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.RaftFormat;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Snapshot;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;

/**
 * A snapshot as bytes, piece by piece, each made when it is asked for: a header, the blocks of the sections in the order
 * of their numbers, and a block of number 0 that ends it.
 *
 * <pre>
 * header  "ordsnap" 7 | version 1 | term and index of the last entry 8, 8 | checksum of all this 4
 * block   number of the section 1 | version of the section 1 | length of the payload 4 | payload | checksum 4
 * </pre>
 *
 * <p>A block's checksum covers the checksum before it and all of the block: the blocks are a chain, and the last checksum
 * is one of the whole.
 */
public final class SnapshotWriter implements Iterator<byte[]> {

    static final int VERSION = 1;
    static final int HEADER_BYTES = 28;
    static final int BLOCK_HEADER_BYTES = 6;
    static final int CHECKSUM_BYTES = 4;
    static final int END = 0;

    static final long MAGIC = 0x6f72_6473_6e61_7000L;

    private final EntryId last;
    private final Iterator<Section> sections;
    private Section current = new Section(END, 0, List.<byte[]>of().iterator());
    private long bytes;
    private int checksum;
    private boolean ended;

    /**
     * A part of the state with a form of its own.
     *
     * @param number from 1 to 255, not to be used for anything else ever after
     * @param version of its form
     * @param blocks at least one; read only once
     */
    public record Section(int number, int version, Iterator<byte[]> blocks) {}

    public SnapshotWriter(EntryId last, List<Section> sections) {
        this.last = last;
        this.sections = List.copyOf(sections).iterator();
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public byte[] next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        byte[] piece = bytes == 0 ? header() : block();
        bytes += piece.length;
        return piece;
    }

    /** What was written, once that is all. */
    public Snapshot written() {
        if (!ended) {
            throw new IllegalStateException("the snapshot is still being written");
        }
        return new Snapshot(last, bytes, checksum);
    }

    private byte[] header() {
        var out = new Encoder(HEADER_BYTES).int64(MAGIC | VERSION);
        RaftFormat.entryId(out, last);
        checksum = checksum(0, out.toBytes(), HEADER_BYTES - CHECKSUM_BYTES);
        return out.int32(checksum).toBytes();
    }

    private byte[] block() {
        while (!current.blocks().hasNext() && sections.hasNext()) {
            current = sections.next();
        }
        ended = !current.blocks().hasNext();
        return ended
                ? block(END, 0, new byte[0])
                : block(current.number(), current.version(), current.blocks().next());
    }

    private byte[] block(int number, int version, byte[] payload) {
        byte[] block = new byte[BLOCK_HEADER_BYTES + payload.length + CHECKSUM_BYTES];
        ByteBuffer out = ByteBuffer.wrap(block)
                .put((byte) number)
                .put((byte) version)
                .putInt(payload.length)
                .put(payload);
        checksum = checksum(checksum, block, out.position());
        out.putInt(checksum);
        return block;
    }

    /** Of so many bytes, and what came before them. */
    static int checksum(int previous, byte[] bytes, int length) {
        return checksum(previous, bytes, 0, length);
    }

    static int checksum(int previous, byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(new Encoder(CHECKSUM_BYTES).int32(previous).toBytes());
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
