package io.ordeal.server.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.ordeal.server.tls.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks members of a cluster, over the peer protocol, who is in it: for a node that is to join. */
public final class Inquiries {

    private static final int TIMEOUT_MILLIS = 3000;

    /** Enough for thousands of members. */
    private static final int MAX_BYTES = 1 << 20;

    private final String token;
    private final Optional<Tls> tls;
    private final EventLoopGroup group;

    /** @param token names the cluster */
    public Inquiries(String token, Optional<Tls> tls, EventLoopGroup group) {
        this.token = token;
        this.tls = tls;
        this.group = group;
    }

    /**
     * Asks one member, and waits for its answer; not to be called on the group's threads.
     *
     * @throws IOException with a reason, if it gives none
     */
    public Census ask(PeerAddress address) throws IOException {
        var answer = new CompletableFuture<Census>();
        try {
            connect(address, answer);
            return answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (UnknownHostException e) {
            throw new IOException("the host " + address.socket().getHostString() + " is not known", e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + TIMEOUT_MILLIS + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(LinkHandler.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(false);
        }
    }

    private void connect(PeerAddress address, CompletableFuture<Census> answer) throws IOException {
        int port = address.socket().getPort();
        if (address.host().isPresent() && tls.isEmpty()) {
            throw new IOException("it wants https, and there is no --peer-cert-file");
        }
        var resolved =
                new InetSocketAddress(InetAddress.getByName(address.socket().getHostString()), port);
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        address.host()
                                .ifPresent(name -> channel.pipeline()
                                        .addLast(tls.orElseThrow().opened(channel.alloc(), name, port)));
                        channel.pipeline().addLast(new ParcelDecoder(MAX_BYTES)).addLast(new Asking(answer));
                    }
                })
                .connect(resolved)
                .addListener((ChannelFuture attempt) -> {
                    if (attempt.isSuccess()) {
                        var _ = answer.whenComplete((_, _) -> {
                            var _ = attempt.channel().close();
                        });
                    } else {
                        answer.completeExceptionally(attempt.cause());
                    }
                });
    }

    /** One question. */
    private final class Asking extends SimpleChannelInboundHandler<Parcel> {

        private final CompletableFuture<Census> answer;

        Asking(CompletableFuture<Census> answer) {
            super(Parcel.class);
            this.answer = answer;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (context.pipeline().get(SslHandler.class) == null) {
                ask(context);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    ask(context);
                } else {
                    answer.completeExceptionally(handshake.cause());
                }
            }
            context.fireUserEventTriggered(event);
        }

        private void ask(ChannelHandlerContext context) {
            var question = new Parcel.Inquiry(Parcel.VERSION, token);
            var _ = context.writeAndFlush(Unpooled.wrappedBuffer(ParcelDecoder.framed(question)));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Parcel parcel) {
            switch (parcel) {
                case Parcel.Told(Census census) -> answer.complete(census);
                case Parcel.Refusal(var reason) -> answer.completeExceptionally(new IOException("refused: " + reason));
                default -> answer.completeExceptionally(new IOException("it says something else"));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new IOException("the connection broke"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
