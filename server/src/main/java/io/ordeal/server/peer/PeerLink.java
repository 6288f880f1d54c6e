package io.ordeal.server.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection over which this node's messages go to one peer. When it breaks, it is opened again, for ever. */
final class PeerLink {

    private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
    private static final long MIN_PAUSE_MILLIS = 50;
    private static final long HANDSHAKE_MILLIS = 5000;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(2 << 20, 8 << 20);
    /** Small enough that an echo cannot be held up long by what the kernel has already taken. */
    private static final int SEND_BUFFER_BYTES = 1 << 20;

    private final PeerSettings settings;
    private final NodeId peer;
    private final InetSocketAddress address;
    private final Optional<String> host;
    private final EventLoop loop;
    private final PeerTraffic traffic;
    private final Supplier<Parcel.Hello> hello;
    private final Runnable onGone;

    private volatile Optional<LinkHandler> open = Optional.empty();
    private volatile boolean closed;
    /** Only touched on the event loop, as all that follows. */
    private Optional<Channel> channel = Optional.empty();

    private int failures;
    private String lastProblem = "";

    /**
     * @param hello how this node introduces itself
     * @param onGone hears that this node was removed from the cluster, for ever
     */
    PeerLink(
            PeerSettings settings,
            NodeId peer,
            PeerAddress address,
            EventLoop loop,
            PeerTraffic traffic,
            Supplier<Parcel.Hello> hello,
            Runnable onGone) {
        this.settings = settings;
        this.peer = peer;
        this.address = address.socket();
        this.host = address.host();
        this.loop = loop;
        this.traffic = traffic;
        this.hello = hello;
        this.onGone = onGone;
    }

    /** Sends, or drops when there is no connection or too much is waiting already; false if it drops. */
    boolean send(Message message) {
        return open.map(handler -> handler.send(message)).orElse(false);
    }

    boolean isOpen() {
        return open.isPresent();
    }

    /** Looks the address up where blocking does no harm, and connects. */
    void connect() {
        Thread.ofVirtual().name("resolve " + peer).start(() -> {
            try {
                var resolved = new InetSocketAddress(InetAddress.getByName(address.getHostString()), address.getPort());
                whenRunning(() -> connectTo(resolved));
            } catch (UnknownHostException e) {
                whenRunning(() -> failed("the host " + address.getHostString() + " is not known"));
            }
        });
    }

    void close() {
        closed = true;
        loop.execute(() -> channel.ifPresent(open -> {
            var _ = open.close();
        }));
    }

    private void whenRunning(Runnable action) {
        if (!loop.isShuttingDown()) {
            loop.execute(action);
        }
    }

    private void connectTo(InetSocketAddress resolved) {
        if (closed) {
            return;
        }
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        host.ifPresent(name -> channel.pipeline().addLast(encryption(channel, name)));
                        var meter = new ByteMeter();
                        meter.countFor(traffic);
                        channel.pipeline()
                                .addLast(meter)
                                .addLast(new ParcelDecoder(PeerSettings.MAX_HANDSHAKE_BYTES))
                                .addLast(new LinkHandler(settings, hello, PeerLink.this::opened, onGone));
                    }
                })
                .connect(resolved)
                .addListener((ChannelFuture attempt) -> {
                    if (attempt.isSuccess()) {
                        connected(attempt.channel());
                    } else {
                        failed(String.valueOf(attempt.cause().getMessage()));
                    }
                });
    }

    private SslHandler encryption(Channel channel, String name) {
        SslHandler handler = settings.tls().orElseThrow().opened(channel.alloc(), name, address.getPort());
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
        return handler;
    }

    private void connected(Channel connected) {
        channel = Optional.of(connected);
        connected.closeFuture().addListener(_ -> {
            open = Optional.empty();
            channel = Optional.empty();
            failed(
                    connected.pipeline().get(LinkHandler.class) == null
                            ? "closed"
                            : connected.pipeline().get(LinkHandler.class).why());
        });
        if (closed) {
            var _ = connected.close();
        }
    }

    private void opened(LinkHandler handler) {
        LOG.info("link to {} at {} is open", peer, address);
        failures = 0;
        lastProblem = "";
        open = Optional.of(handler);
    }

    private void failed(String problem) {
        if (closed) {
            return;
        }
        if (!problem.equals(lastProblem)) {
            LOG.warn("no link to {} at {}: {}; trying again", peer, address, problem);
            lastProblem = problem;
        }
        long most = settings.maxPause().toMillis();
        long pause = Math.min(most, MIN_PAUSE_MILLIS << Math.min(failures++, 10));
        long jittered = ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
        var _ = loop.schedule(this::connect, jittered, TimeUnit.MILLISECONDS);
    }
}
