package io.ordeal.server.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.tls.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Serves HTTP/1.1 and 1.0: bytes in, plain requests to the handler, its answers back as bytes. */
final class HttpEdge implements AutoCloseable {

    /** A client that does not take the end of its reply until then does not get it. */
    private static final long STOP_MILLIS = 500;

    private final HttpLimits limits;
    private final EventLoopGroup group;
    private final Handler handler;
    private final ChannelGroup ears = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Whoever answers requests; must not block. The reply may come on any thread, later; only the first counts. */
    @FunctionalInterface
    interface Handler {
        void handle(Request request, Consumer<Reply> answer);
    }

    /** Tells a connection to come to its end. */
    record Stop() {}

    HttpEdge(HttpLimits limits, EventLoopGroup group, Handler handler) {
        this.limits = limits;
        this.group = group;
        this.handler = handler;
    }

    /**
     * Takes connections at an address, and returns it with the real port in place of port 0.
     *
     * @param tls where given, nothing goes over them unencrypted
     */
    InetSocketAddress listen(InetSocketAddress address, Optional<Tls> tls) throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        tls.ifPresent(secured -> channel.pipeline().addLast(new TlsDoor(secured)));
                        receive(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen for clients on " + address + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        ears.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /** Frees the ports and ends all connections; the group is its owner's. */
    @Override
    public void close() {
        ears.close().awaitUninterruptibly();
        clients.forEach(channel -> channel.pipeline().fireUserEventTriggered(new Stop()));
        clients.newCloseFuture().awaitUninterruptibly(STOP_MILLIS);
        clients.close().awaitUninterruptibly();
    }

    private void receive(Channel channel) {
        if (clients.size() >= limits.connections()) {
            var _ = channel.close();
            return;
        }
        clients.add(channel);
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headerBytes())
                .setMaxHeaderSize(limits.headerBytes());
        channel.pipeline()
                .addLast(new HttpRequestDecoder(config))
                .addLast(new HttpResponseEncoder())
                .addLast(new HttpConnection(limits, inFlight, handler));
    }
}
