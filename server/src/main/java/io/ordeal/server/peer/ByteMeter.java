package io.ordeal.server.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Counts the bytes of one connection, once it is known with whom. */
final class ByteMeter extends ChannelDuplexHandler {

    private PeerTraffic traffic = new PeerTraffic();

    /** From now on, and what has come so far. */
    void countFor(PeerTraffic known) {
        known.sentBytes().add(traffic.sentBytes().sum());
        known.receivedBytes().add(traffic.receivedBytes().sum());
        traffic = known;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            traffic.receivedBytes().add(bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            traffic.sentBytes().add(bytes.readableBytes());
        }
        var _ = context.write(message, promise);
    }
}
