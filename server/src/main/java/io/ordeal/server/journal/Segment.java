package io.ordeal.server.journal;

import io.ordeal.server.format.Encoder;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A file of the log: a header, then frames. Its name tells the number of its first frame, 16 hexadecimal digits.
 *
 * <pre>
 * "ordlog" 6 | zero 1 | version 1 | number of the first frame 8 | checksum of the frame before it 4 | checksum of all this 4
 * </pre>
 *
 * @param first number of the first frame
 * @param previous checksum of the frame before it, which ends the segment before; 0 if there is none
 */
record Segment(int version, long first, int previous) {

    static final int VERSION = 3;
    static final int HEADER_BYTES = 24;

    private static final long MAGIC = 0x6f72_646c_6f67_0000L;
    private static final String SUFFIX = ".log";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}\\.log");

    static String name(long first) {
        return HexFormat.of().toHexDigits(first) + SUFFIX;
    }

    /** Is the file part of a log, by its name? */
    static boolean claims(String file) {
        return file.endsWith(SUFFIX);
    }

    /** The number of the first frame, from the file's name. */
    static OptionalLong first(String file) {
        return NAME.matcher(file).matches()
                ? OptionalLong.of(HexFormat.fromHexDigitsToLong(file, 0, 16))
                : OptionalLong.empty();
    }

    static void writeHeader(Encoder out, long first, int previous) {
        var header = new Encoder(HEADER_BYTES)
                .int64(MAGIC | VERSION)
                .int64(first)
                .int32(previous)
                .toBytes();
        out.raw(header).int32(checksum(header, header.length));
    }

    /** The header at the beginning of {@code bytes}, if it is intact. */
    static Optional<Segment> header(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long magic = in.getLong();
        var segment = new Segment((int) (magic & 0xff), in.getLong(), in.getInt());
        boolean intact = (magic & ~0xffL) == MAGIC && in.getInt() == checksum(bytes, HEADER_BYTES - 4);
        return intact ? Optional.of(segment) : Optional.empty();
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
