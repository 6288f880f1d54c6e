package io.ordeal.server.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.Message;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's end of a link: introduces itself, sends messages, and closes the connection when the other end gives no
 * sign of life. A sign of life is an echo; or, when a ping has waited behind other data since the last pulse, that this
 * data moves. (That the kernel took something is no sign by itself: it takes a lot for a peer that is cut off.) Silence is
 * counted in pulses, so that a pause of this process is not taken for one of the peer.
 */
final class LinkHandler extends SimpleChannelInboundHandler<Parcel> {

    /** So many messages may wait to be encoded; what is encoded is limited by the channel's high-water mark. */
    private static final int MAX_WAITING = 4096;

    /** Large messages are written in pieces, so that it shows when they move. */
    private static final int PIECE_BYTES = 256 << 10;

    /** Of what others have sent, some may be in a message. */
    private static final int MAX_REASON = 200;

    private final PeerSettings settings;
    private final Supplier<Parcel.Hello> hello;
    private final Consumer<LinkHandler> onOpen;
    private final Runnable onGone;
    private final AtomicInteger waiting = new AtomicInteger();

    private @Nullable Channel channel;
    private String why = "the connection broke";
    private int quietPulses;
    private boolean pingWaits;
    private boolean moved;
    private boolean flushWaits;

    /** @param onGone hears that this node was removed from the cluster, for ever */
    LinkHandler(PeerSettings settings, Supplier<Parcel.Hello> hello, Consumer<LinkHandler> onOpen, Runnable onGone) {
        super(Parcel.class);
        this.settings = settings;
        this.hello = hello;
        this.onOpen = onOpen;
        this.onGone = onGone;
    }

    /** Why the connection ended. */
    String why() {
        return why;
    }

    /** From any thread; false if too much is waiting already. */
    boolean send(Message message) {
        Channel to = Objects.requireNonNull(channel, "sent before the link was open");
        if (!to.isWritable() || waiting.get() >= MAX_WAITING) {
            return false;
        }
        if (to.eventLoop().inEventLoop()) {
            var _ = write(to, new Parcel.Letter(message));
        } else {
            waiting.incrementAndGet();
            to.eventLoop().execute(() -> {
                waiting.decrementAndGet();
                var _ = write(to, new Parcel.Letter(message));
            });
        }
        return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (context.pipeline().get(SslHandler.class) == null) {
            introduce(context);
        }
    }

    /** An encrypted link is silent until both ends have agreed on how. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                introduce(context);
            } else {
                close(context.channel(), "no TLS with it: " + reason(handshake.cause()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    private void introduce(ChannelHandlerContext context) {
        var _ = write(context.channel(), hello.get());
        pulse(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Parcel parcel) throws FormatException {
        quietPulses = 0;
        switch (parcel) {
            case Parcel.Welcome _ -> onOpen.accept(this);
            case Parcel.Refusal(var reason) -> close(context.channel(), "refused: " + reason);
            case Parcel.Gone _ -> {
                close(context.channel(), "this node was removed from the cluster");
                onGone.run();
            }
            case Parcel.Echo _ -> {}
            case Parcel.Hello _, Parcel.Inquiry _, Parcel.Told _, Parcel.Ping _, Parcel.Letter _ ->
                throw new FormatException("something that only the opener of a link may send");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context.channel(), reason(cause));
    }

    /** What is wrong, in words for the log. */
    static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.length() > MAX_REASON ? message.substring(0, MAX_REASON) + "..." : message;
    }

    private void pulse(Channel on) {
        if (!on.isActive()) {
            return;
        }
        quietPulses = pingWaits && moved ? 0 : quietPulses + 1;
        moved = false;
        if (quietPulses > PeerSettings.PULSES) {
            close(on, "nothing heard for " + settings.silence().toMillis() + " ms");
            return;
        }
        if (!pingWaits) {
            pingWaits = true;
            write(on, new Parcel.Ping()).addListener(_ -> pingWaits = false);
        }
        var _ = on.eventLoop().schedule(() -> pulse(on), settings.pingInterval().toNanos(), TimeUnit.NANOSECONDS);
    }

    private ChannelFuture write(Channel to, Parcel parcel) {
        byte[] bytes = ParcelDecoder.framed(parcel);
        int offset = 0;
        while (bytes.length - offset > PIECE_BYTES) {
            to.write(Unpooled.wrappedBuffer(bytes, offset, PIECE_BYTES)).addListener(_ -> moved = true);
            offset += PIECE_BYTES;
        }
        var last = to.write(Unpooled.wrappedBuffer(bytes, offset, bytes.length - offset));
        last.addListener(_ -> moved = true);
        if (!flushWaits) {
            flushWaits = true;
            to.eventLoop().execute(() -> {
                flushWaits = false;
                to.flush();
            });
        }
        return last;
    }

    private void close(Channel connection, String reason) {
        why = reason;
        var _ = connection.close();
    }
}
