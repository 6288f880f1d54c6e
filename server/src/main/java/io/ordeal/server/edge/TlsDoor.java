package io.ordeal.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.ordeal.server.tls.Tls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Lets in whoever speaks TLS. Who speaks HTTP is told of the mistake in HTTP, as Go's servers do, and nobody else is told
 * anything.
 */
final class TlsDoor extends ByteToMessageDecoder {

    /** So much of a connection tells what it is. */
    private static final int SIGN_BYTES = 5;

    private static final Set<String> HTTP = Set.of("GET /", "HEAD ", "POST ", "PUT /", "DELET", "OPTIO", "PATCH");
    private static final String MISTAKE =
            "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";

    private final Tls tls;
    private boolean shut;

    TlsDoor(Tls tls) {
        this.tls = tls;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (shut) {
            in.skipBytes(in.readableBytes());
        } else if (in.readableBytes() >= SIGN_BYTES) {
            if (SslHandler.isEncrypted(in, false)) {
                context.pipeline().replace(this, "tls", tls.accepted(context.alloc()));
            } else {
                turnAway(context, in.toString(in.readerIndex(), SIGN_BYTES, StandardCharsets.ISO_8859_1));
                in.skipBytes(in.readableBytes());
            }
        }
    }

    private void turnAway(ChannelHandlerContext context, String sign) {
        shut = true;
        byte[] answer = (HTTP.contains(sign) ? MISTAKE : "").getBytes(StandardCharsets.US_ASCII);
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
    }
}
