package io.ordeal.server.edge;

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
import io.netty.util.ReferenceCountUtil;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
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

    /** A client that still sends would lose the last answer if the connection were closed on it at once. */
    private static final long LINGER_MILLIS = 500;

    private final HttpLimits limits;
    private final AtomicInteger inFlight;
    private final HttpEdge.Handler handler;

    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private Optional<IncomingRequest> incoming = Optional.empty();
    private boolean busy;
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
        if (waiting.size() > MAX_WAITING) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The client has gone, or its bytes make no sense: nothing that it could still be told.
        end(context);
    }

    private void proceed(ChannelHandlerContext context) {
        while (!busy && !over && !waiting.isEmpty()) {
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
        busy = true;
        allow(Duration.ofDays(1));
        if (inFlight.incrementAndGet() > limits.inFlight()) {
            inFlight.decrementAndGet();
            context.executor().execute(() -> answer(context, request, OutgoingResponse.overloaded()));
            return;
        }
        var answered = new AtomicBoolean();
        Request plain = request.toRequest();
        handler.handle(plain, response -> {
            if (answered.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
                context.executor().execute(() -> answer(context, request, response));
            }
        });
    }

    private void answer(ChannelHandlerContext context, IncomingRequest request, Response response) {
        if (over) {
            return;
        }
        allow(limits.answerTime());
        boolean keepAlive = request.keepAlive();
        context.writeAndFlush(OutgoingResponse.of(response, request, keepAlive)).addListener(written -> {
            if (!written.isSuccess() || !keepAlive) {
                end(context);
                return;
            }
            busy = false;
            allow(limits.idleTime());
            proceed(context);
        });
    }

    /** Says why, and ends the connection: what follows on it cannot be told from a new request. */
    private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        over = true;
        incoming = Optional.empty();
        allow(limits.requestTime());
        context.writeAndFlush(OutgoingResponse.refusal(status)).addListener(_ -> {
            var _ = ((DuplexChannel) context.channel()).shutdownOutput();
            var _ = context.executor().schedule(() -> end(context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        });
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
