package io.ordeal.server.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import java.util.List;

/** Cuts the stream into parcels. Memory grows with the bytes that have come, not with those that were announced. */
final class ParcelDecoder extends ByteToMessageDecoder {

    private static final int LENGTH_BYTES = 4;

    private int maxBytes;

    ParcelDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The other end has shown who it is. */
    void trust() {
        maxBytes = PeerSettings.MAX_PARCEL_BYTES;
    }

    /** A parcel with its length before it. */
    static byte[] framed(Parcel parcel) {
        var body = new Encoder();
        parcel.encode(body.int32(0));
        byte[] bytes = body.toBytes();
        byte[] length =
                new Encoder(LENGTH_BYTES).int32(bytes.length - LENGTH_BYTES).toBytes();
        System.arraycopy(length, 0, bytes, 0, LENGTH_BYTES);
        return bytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws FormatException {
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > maxBytes) {
            throw new FormatException(
                    "a parcel of " + Integer.toUnsignedString(length) + " bytes; at most " + maxBytes + " are taken");
        }
        if (in.readableBytes() - LENGTH_BYTES < length) {
            return;
        }
        in.skipBytes(LENGTH_BYTES);
        var parcel = Parcel.decode(in.nioBuffer(in.readerIndex(), length));
        in.skipBytes(length);
        out.add(parcel);
    }
}
