package io.ordeal.server.journal;

import io.ordeal.server.format.Encoder;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The header of a frame, which holds what one batch wrote. Behind the payload there is a mark, so that no frame ends in a
 * zero.
 *
 * <pre>
 * "OrdF" 4 | length of the payload 4 | number 8 | checksum of the frame before 4 | checksum of the payload 4 | checksum of all this 4 | payload | mark 1
 * </pre>
 *
 * <p>The header is checked by itself, so that its length can be trusted even where the payload is torn, and so that a
 * frame is recognised without knowing the one before. Its checksum covers the payload's and the previous frame's:
 * frames are a chain, and one that is missing, stale or in the wrong place shows.
 *
 * @param number counts the frames of the log from 1
 * @param previous checksum of the frame before
 */
record Frame(int length, long number, int previous, int payloadChecksum, int checksum) {

    static final int HEADER_BYTES = 28;
    static final int MARK_BYTES = 1;

    private static final int MAGIC = 0x4f72_6446;
    private static final int MARK = 0x2e;

    /** Writes a frame and returns its checksum, for the next one to refer to. */
    static int write(Encoder out, long number, int previous, byte[] payload) {
        byte[] header = new Encoder(HEADER_BYTES)
                .int32(MAGIC)
                .int32(payload.length)
                .int64(number)
                .int32(previous)
                .int32(crc(payload, 0, payload.length))
                .toBytes();
        int checksum = crc(header, 0, header.length);
        out.raw(header).int32(checksum).raw(payload).int8(MARK);
        return checksum;
    }

    /** The header at {@code offset}, if it is intact. */
    static Optional<Frame> at(byte[] bytes, int offset) {
        if (bytes.length - offset < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(offset);
        if (in.getInt() != MAGIC) {
            return Optional.empty();
        }
        var frame = new Frame(in.getInt(), in.getLong(), in.getInt(), in.getInt(), in.getInt());
        boolean intact = frame.length >= 0 && frame.checksum == crc(bytes, offset, HEADER_BYTES - 4);
        return intact ? Optional.of(frame) : Optional.empty();
    }

    /** Where the frame ends that begins at {@code offset}. */
    long end(long offset) {
        return offset + HEADER_BYTES + length + MARK_BYTES;
    }

    /** Is the payload, too, what was written? */
    boolean payloadIntact(byte[] bytes, int offset) {
        return end(offset) <= bytes.length
                && bytes[(int) end(offset) - MARK_BYTES] == MARK
                && crc(bytes, offset + HEADER_BYTES, length) == payloadChecksum;
    }

    private static int crc(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
