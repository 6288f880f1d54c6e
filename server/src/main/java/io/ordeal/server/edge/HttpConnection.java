package io.ordeal.server.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.ordeal.server.api.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client's connection. Its requests are handled one after the other, each once the one before is answered: so
 * answers to pipelined requests are in order, and so are their effects. What comes in meanwhile waits, unread if it is
 * much.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final int MAX_WAITING = 64;

    private static final Duration FOREVER = Duration.ofDays(10_000);

    /** A client that still sends would lose the last answer if the connection were closed on it at once. */
    private static final long LINGER_MILLIS = 500;

    private final HttpLimits limits;
    private final AtomicInteger inFlight;
    private final HttpEdge.Handler handler;

    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private Optional<IncomingRequest> incoming = Optional.empty();
    private Optional<Exchange> current = Optional.empty();
    private boolean over;
    private long deadlineNanos;

    HttpConnection(HttpLimits limits, AtomicInteger inFlight, HttpEdge.Handler handler) {
        this.limits = limits;
        this.inFlight = inFlight;
        this.handler = handler;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        allow(limits.idleTime());
        watch(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add((HttpObject) message);
        proceed(context);
        if (waiting.size() > MAX_WAITING && current.filter(Exchange::isOpen).isPresent()) {
            // Nobody would notice that the client of a watch has gone, if nothing were read.
            end(context);
        } else if (waiting.size() > MAX_WAITING) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        current.ifPresent(Exchange::abandon);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** The server stops. A reply in parts has been complete so far, and ends. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HttpEdge.Stop) {
            over = true;
            current.ifPresent(exchange -> exchange.finish(context));
            var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The client has gone, or its bytes make no sense: nothing that it could still be told.
        end(context);
    }

    private void proceed(ChannelHandlerContext context) {
        while (current.isEmpty() && !over && !waiting.isEmpty()) {
            HttpObject next = waiting.remove();
            try {
                take(context, next);
            } finally {
                ReferenceCountUtil.release(next);
            }
        }
        if (over) {
            waiting.forEach(ReferenceCountUtil::release);
            waiting.clear();
        }
        if (waiting.isEmpty() && !context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void take(ChannelHandlerContext context, HttpObject next) {
        if (next.decoderResult().isFailure()) {
            refuse(context, malformed(next.decoderResult().cause()));
            return;
        }
        if (next instanceof HttpRequest head) {
            begin(context, head);
        }
        if (next instanceof HttpContent content && incoming.isPresent()) {
            IncomingRequest request = incoming.get();
            if (!request.add(content.content())) {
                refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            } else if (next instanceof LastHttpContent) {
                incoming = Optional.empty();
                dispatch(context, request);
            }
        }
    }

    private static HttpResponseStatus malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> HttpResponseStatus.BAD_REQUEST;
        };
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        Optional<HttpResponseStatus> refusal = Formalities.refusal(head);
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
            return;
        }
        allow(limits.requestTime());
        incoming = Optional.of(new IncomingRequest(head, limits));
        if (Formalities.awaitsGoAhead(head)) {
            var _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void dispatch(ChannelHandlerContext context, IncomingRequest request) {
        var exchange = new Exchange(request.manner());
        current = Optional.of(exchange);
        allow(FOREVER);
        if (inFlight.incrementAndGet() > limits.inFlight()) {
            inFlight.decrementAndGet();
            var overloaded = new Reply.Whole(OutgoingResponse.overloaded());
            context.executor().execute(() -> reply(context, exchange, overloaded));
            return;
        }
        var answered = new AtomicBoolean();
        handler.handle(request.toRequest(), reply -> {
            if (answered.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
            }
            context.executor().execute(() -> reply(context, exchange, reply));
        });
    }

    private void reply(ChannelHandlerContext context, Exchange exchange, Reply reply) {
        if (over || exchange.isComplete()) {
            Exchange.turnAway(reply);
            return;
        }
        ChannelFuture written = exchange.write(context, reply);
        if (exchange.isComplete()) {
            allow(limits.answerTime());
        }
        written.addListener(_ -> written(context, exchange, reply, written.isSuccess()));
    }

    private void written(ChannelHandlerContext context, Exchange exchange, Reply reply, boolean success) {
        if (!success) {
            end(context);
            return;
        }
        switch (reply) {
            case Reply.Head _ -> {}
            case Reply.Part _ -> exchange.ready();
            case Reply.Whole _, Reply.End _ -> next(context, exchange);
        }
    }

    private void next(ChannelHandlerContext context, Exchange exchange) {
        if (!exchange.keepsAlive()) {
            end(context);
            return;
        }
        current = Optional.empty();
        allow(limits.idleTime());
        proceed(context);
    }

    /** Says why, and ends the connection: what follows on it cannot be told from a new request. */
    private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        over = true;
        incoming = Optional.empty();
        allow(limits.requestTime());
        context.writeAndFlush(OutgoingResponse.refusal(status)).addListener(_ -> {
            endOutput(context);
            var _ = context.executor().schedule(() -> end(context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    private static void endOutput(ChannelHandlerContext context) {
        SslHandler encryption = context.pipeline().get(SslHandler.class);
        if (encryption == null) {
            var _ = ((DuplexChannel) context.channel()).shutdownOutput();
        } else {
            var _ = encryption.closeOutbound();
        }
    }

    private void end(ChannelHandlerContext context) {
        over = true;
        var _ = context.close();
    }

    private void allow(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** Closes the connection when its client is too slow, or idle for too long. */
    private void watch(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            end(context);
            return;
        }
        long check = Math.min(left, limits.requestTime().toNanos());
        var _ = context.executor().schedule(() -> watch(context), check, TimeUnit.NANOSECONDS);
    }
}
