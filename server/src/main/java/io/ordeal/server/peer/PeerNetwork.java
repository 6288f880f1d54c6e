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
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.tls.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network port over TCP: one link to every other node for what this one says, and an ear for what they say. A node
 * that calls and is not known yet, but belongs to the same cluster, is called back for as long as it stays.
 */
public final class PeerNetwork implements Network, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);

    /** Complaints about strangers are written once; so many different ones, and then no more. */
    private static final int MAX_COMPLAINTS = 1000;

    private static final int STRANGERS = 64;
    private static final int MAX_GUESTS = 16;

    private final PeerSettings settings;
    private final EventLoopGroup group;
    private final Function<String, PeerAddress> addresses;
    private final BiConsumer<NodeId, Message> receiver;
    private final SortedMap<NodeId, PeerTraffic> traffic = new ConcurrentSkipListMap<>();
    private final Map<NodeId, Line> lines = new ConcurrentHashMap<>();
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();
    private final ChannelGroup visitors = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup ears = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private volatile Circle circle;

    private record Line(String address, PeerLink link) {}

    /**
     * @param addresses where a link to such an address leads; throws {@link IllegalArgumentException} if it is none
     * @param receiver takes the messages that come in, on threads of the group
     */
    public PeerNetwork(
            PeerSettings settings,
            EventLoopGroup group,
            Function<String, PeerAddress> addresses,
            BiConsumer<NodeId, Message> receiver) {
        this.settings = settings;
        this.group = group;
        this.addresses = addresses;
        this.receiver = receiver;
        this.circle = new Circle(settings, Configuration.NONE, Configuration.NONE);
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

    /** Opens links to nodes that are new or have moved, and closes those to nodes that have gone. */
    @Override
    public synchronized void configure(Configuration latest, Configuration applied) {
        circle = new Circle(settings, latest, applied);
        SortedMap<NodeId, String> others = circle.others();
        for (NodeId peer : List.copyOf(lines.keySet())) {
            if (!others.containsKey(peer) && (circle.hasGone(peer) || !isVisiting(peer))) {
                disconnect(peer);
            }
        }
        others.forEach(this::connect);
        visitors.stream()
                .filter(visitor -> sender(visitor).filter(circle::hasGone).isPresent())
                .forEach(visitor -> {
                    var _ = visitor.close();
                });
    }

    /** Somebody was let in, who is reached there. */
    synchronized void arrived(NodeId node, String address) {
        boolean known = circle.others().containsKey(node);
        if (!known && !circle.hasGone(node) && lines.size() < circle.others().size() + MAX_GUESTS) {
            connect(node, address);
        }
    }

    synchronized void left(NodeId node) {
        if (!circle.others().containsKey(node) && !isVisiting(node)) {
            disconnect(node);
        }
    }

    private boolean isVisiting(NodeId node) {
        return visitors.stream()
                .anyMatch(visitor -> visitor.isActive() && sender(visitor).equals(Optional.of(node)));
    }

    private static Optional<NodeId> sender(Channel visitor) {
        return Optional.ofNullable(visitor.pipeline().get(ReceptionHandler.class))
                .flatMap(ReceptionHandler::sender);
    }

    /** Opens the link to a node and keeps it open; anew, if the node has moved. */
    synchronized void connect(NodeId peer, String address) {
        Line line = lines.get(peer);
        if (line != null && line.address().equals(address)) {
            return;
        }
        disconnect(peer);
        try {
            PeerAddress where = addresses.apply(address);
            if (where.host().isPresent() && settings.tls().isEmpty()) {
                throw new IllegalArgumentException("it wants https, and there is no --peer-cert-file");
            }
            var link = new PeerLink(
                    settings,
                    peer,
                    where,
                    group.next(),
                    trafficOf(peer),
                    () -> circle.hello(peer),
                    () -> receiver.accept(peer, new Message.Removed()));
            lines.put(peer, new Line(address, link));
            link.connect();
        } catch (IllegalArgumentException e) {
            complain("no link to " + peer + ": " + e.getMessage());
        }
    }

    private void disconnect(NodeId peer) {
        Line line = lines.remove(peer);
        if (line != null) {
            line.link().close();
            traffic.remove(peer);
        }
    }

    /** Can messages be sent to this peer at the moment? */
    @Override
    public boolean reaches(NodeId peer) {
        Line line = lines.get(peer);
        return line != null && line.link().isOpen();
    }

    @Override
    public void send(NodeId to, Message message) {
        Line line = lines.get(to);
        if (line != null && !line.link().send(message)) {
            trafficOf(to).dropped().increment();
        }
    }

    /** A message has come. */
    void receive(NodeId from, Message message) {
        receiver.accept(from, message);
    }

    /** Whom this node knows now. */
    Circle circle() {
        return circle;
    }

    /** What passes between this node and another. */
    PeerTraffic trafficOf(NodeId peer) {
        return traffic.computeIfAbsent(peer, _ -> new PeerTraffic());
    }

    /** What has passed between this node and each of the others. */
    public SortedMap<NodeId, PeerTraffic> traffic() {
        return Collections.unmodifiableSortedMap(traffic);
    }

    /** Frees the ports and ends all connections; the group is its owner's. */
    @Override
    public void close() {
        lines.values().forEach(line -> line.link().close());
        ears.close().awaitUninterruptibly();
        visitors.close().awaitUninterruptibly();
    }

    private void receive(Channel channel) {
        if (visitors.size() >= lines.size() * 4 + STRANGERS) {
            var _ = channel.close();
            return;
        }
        visitors.add(channel);
        channel.pipeline()
                .addLast(new ByteMeter())
                .addLast(new ParcelDecoder(PeerSettings.MAX_HANDSHAKE_BYTES))
                .addLast(new ReceptionHandler(this, settings.silence()));
    }

    /** Warns of something strange, once. */
    void complain(String complaint) {
        String withoutPort = complaint.replaceFirst(":\\d+: ", ": ");
        if (complaints.size() < MAX_COMPLAINTS && complaints.add(withoutPort)) {
            LOG.warn("{}", withoutPort);
        }
    }
}
