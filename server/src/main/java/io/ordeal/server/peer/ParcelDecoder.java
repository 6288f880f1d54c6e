package io.ordeal.server.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Cuts the stream into parcels, each behind its length and a checksum (CRC-32C): nodes believe what they are told, so what
 * was damaged on the way must not be taken for another message. Memory grows with the bytes that have come, not with those
 * that were announced.
 */
final class ParcelDecoder extends ByteToMessageDecoder {

    private static final int HEADER_BYTES = 8;

    private int maxBytes;

    ParcelDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The other end has shown who it is. */
    void trust() {
        maxBytes = PeerSettings.MAX_PARCEL_BYTES;
    }

    /** A parcel as it goes over the wire. */
    static byte[] framed(Parcel parcel) {
        var out = new Encoder();
        parcel.encode(out.int64(0));
        byte[] bytes = out.toBytes();
        ByteBuffer all = ByteBuffer.wrap(bytes);
        all.putInt(bytes.length - HEADER_BYTES)
                .putInt(checksum(ByteBuffer.wrap(bytes).position(HEADER_BYTES)));
        return bytes;
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws FormatException {
        if (in.readableBytes() < HEADER_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > maxBytes) {
            throw new FormatException(
                    "a parcel of " + Integer.toUnsignedString(length) + " bytes; at most " + maxBytes + " are taken");
        }
        if (in.readableBytes() - HEADER_BYTES < length) {
            return;
        }
        in.skipBytes(4);
        int checksum = in.readInt();
        ByteBuffer bytes = in.nioBuffer(in.readerIndex(), length);
        if (checksum(bytes.duplicate()) != checksum) {
            throw new FormatException("a parcel that was damaged on its way: its checksum does not match");
        }
        out.add(Parcel.decode(bytes));
        in.skipBytes(length);
    }
}
