package io.ordeal.server.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.ordeal.server.api.Reply;
import java.util.Optional;

/** One request, and what goes back for it. It lives on its connection's event loop. */
final class Exchange {

    private final IncomingRequest.Manner manner;
    /** Present while the reply is told in parts. */
    private Optional<Reply.Reader> reader = Optional.empty();

    private boolean inParts;
    private boolean complete;

    Exchange(IncomingRequest.Manner manner) {
        this.manner = manner;
    }

    /** Says whether a reply in parts has begun and not ended. */
    boolean isOpen() {
        return reader.isPresent();
    }

    boolean isComplete() {
        return complete;
    }

    /** Says whether another request may follow on the connection. */
    boolean keepsAlive() {
        return inParts ? manner.keepsAliveInParts() : manner.keepAlive();
    }

    /** Writes what goes back next. */
    ChannelFuture write(ChannelHandlerContext context, Reply reply) {
        return switch (reply) {
            case Reply.Whole(var response) -> {
                complete = true;
                yield context.writeAndFlush(OutgoingResponse.of(response, manner));
            }
            case Reply.Head(var response, var listening) -> {
                inParts = true;
                reader = Optional.of(listening);
                yield context.writeAndFlush(OutgoingResponse.head(response, manner));
            }
            case Reply.Part(byte[] bytes) ->
                context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
            case Reply.End() -> {
                complete = true;
                reader = Optional.empty();
                yield context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        };
    }

    /** The last part has gone out. */
    void ready() {
        reader.ifPresent(Reply.Reader::ready);
    }

    /** The client has gone. */
    void abandon() {
        reader.ifPresent(Reply.Reader::gone);
        reader = Optional.empty();
    }

    /** Ends a reply in parts here, if one is open. */
    void finish(ChannelHandlerContext context) {
        if (isOpen()) {
            abandon();
            var _ = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /** Nobody takes {@code reply} any more. */
    static void turnAway(Reply reply) {
        if (reply instanceof Reply.Head(var _, var reader)) {
            reader.gone();
        }
    }
}
