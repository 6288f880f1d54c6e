package io.ordeal.server.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.tls.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network port over TCP: one link to every peer for what this node says, and an ear for what they say. */
public final class PeerNetwork implements Network, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);

    /** Complaints about strangers are written once; so many different ones, and then no more. */
    private static final int MAX_COMPLAINTS = 1000;

    private static final int STRANGERS = 64;

    private final PeerSettings settings;
    private final EventLoopGroup group;
    private final BiConsumer<NodeId, Message> receiver;
    private final SortedMap<NodeId, PeerTraffic> traffic;
    private final Map<NodeId, PeerLink> links = new ConcurrentHashMap<>();
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();
    private final ChannelGroup visitors = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup ears = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    /** @param receiver takes the messages that come in, on threads of the group */
    public PeerNetwork(PeerSettings settings, EventLoopGroup group, BiConsumer<NodeId, Message> receiver) {
        this.settings = settings;
        this.group = group;
        this.receiver = receiver;
        this.traffic = settings.others().stream()
                .collect(Collectors.toMap(Function.identity(), _ -> new PeerTraffic(), (one, _) -> one, TreeMap::new));
    }

    /**
     * Takes connections at an address, and returns it with the real port in place of port 0.
     *
     * @param encrypted whether nothing goes over them unencrypted
     */
    public InetSocketAddress listen(InetSocketAddress address, boolean encrypted) throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (encrypted) {
                            Tls tls = settings.tls().orElseThrow();
                            channel.pipeline().addLast(tls.accepted(channel.alloc()));
                        }
                        receive(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen for peers on " + address + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        ears.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /**
     * Opens the link to a peer and keeps it open.
     *
     * @param host for which the peer's certificate must be, if the link is to be encrypted
     */
    public void connect(NodeId peer, InetSocketAddress address, Optional<String> host) {
        var link = new PeerLink(settings, peer, address, host, group.next(), trafficOf(peer));
        links.put(peer, link);
        link.connect();
    }

    /** Can messages be sent to this peer at the moment? */
    public boolean isConnected(NodeId peer) {
        PeerLink link = links.get(peer);
        return link != null && link.isOpen();
    }

    @Override
    public void send(NodeId to, Message message) {
        PeerLink link = links.get(to);
        if (link != null && !link.send(message)) {
            trafficOf(to).dropped().increment();
        }
    }

    /** What has passed between this node and each of the others. */
    public SortedMap<NodeId, PeerTraffic> traffic() {
        return Collections.unmodifiableSortedMap(traffic);
    }

    private PeerTraffic trafficOf(NodeId peer) {
        return Objects.requireNonNull(traffic.get(peer), "not another member");
    }

    /** Frees the ports and ends all connections; the group is its owner's. */
    @Override
    public void close() {
        links.values().forEach(PeerLink::close);
        ears.close().awaitUninterruptibly();
        visitors.close().awaitUninterruptibly();
    }

    private void receive(Channel channel) {
        if (visitors.size() >= settings.members().size() * 4 + STRANGERS) {
            var _ = channel.close();
            return;
        }
        visitors.add(channel);
        channel.pipeline()
                .addLast(new ByteMeter())
                .addLast(new ParcelDecoder(PeerSettings.MAX_HANDSHAKE_BYTES))
                .addLast(new ReceptionHandler(settings, receiver, this::trafficOf, this::complain));
    }

    private void complain(String complaint) {
        String withoutPort = complaint.replaceFirst(":\\d+: ", ": ");
        if (complaints.size() < MAX_COMPLAINTS && complaints.add(withoutPort)) {
            LOG.warn("{}", withoutPort);
        }
    }
}
