package io.ordeal.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a network makes of configurations. */
@Timeout(30)
class PeersComeAndGoTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");
    private static final Message WORD = new Message.Accepted(1, 2, 3);

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Party> parties = new ArrayList<>();

    private record Heard(NodeId from, Message message) {}

    /** A node's network, and what has come in. */
    private final class Party {
        private final BlockingQueue<Heard> inbox = new LinkedBlockingQueue<>();
        private final PeerNetwork network;
        private final int port;

        Party(NodeId self, int listen, String cluster) throws IOException {
            // The port is known to the node before it listens, as with a real one.
            var settings = new PeerSettings(
                    "t", cluster, self, String.valueOf(listen), Optional.empty(), Duration.ofMillis(400));
            network = new PeerNetwork(
                    settings, group, PeersComeAndGoTest::located, (from, word) -> inbox.add(new Heard(from, word)));
            port = network.listen(loopback(listen), false).getPort();
            parties.add(this);
        }

        /** Whether what it says gets to another within so many tries of 10 ms. */
        boolean speaksTo(NodeId to, Party other, int tries) throws InterruptedException {
            other.inbox.clear();
            for (int attempt = 0; attempt < tries; attempt++) {
                network.send(to, WORD);
                Heard heard = other.inbox.poll(10, TimeUnit.MILLISECONDS);
                if (heard != null && heard.message().equals(WORD)) {
                    return true;
                }
            }
            return false;
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        parties.forEach(party -> party.network.close());
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static PeerAddress located(String address) {
        return new PeerAddress(loopback(Integer.parseInt(address)), Optional.empty());
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Party party(NodeId self) throws IOException {
        return new Party(self, freePort(), "c1");
    }

    private static Configuration of(SortedMap<NodeId, String> addresses, List<NodeId> removed) {
        return new Configuration(List.copyOf(addresses.keySet()), List.of(), List.of(), addresses, removed);
    }

    private static Configuration both(int one, int two) {
        var addresses = new TreeMap<NodeId, String>();
        addresses.put(N1, String.valueOf(one));
        addresses.put(N2, String.valueOf(two));
        return of(addresses, List.of());
    }

    private static Configuration alone(NodeId node, int port, NodeId... removed) {
        var addresses = new TreeMap<NodeId, String>();
        addresses.put(node, String.valueOf(port));
        return of(addresses, List.of(removed));
    }

    @Test
    void aPeerComesMovesAndGoes() throws Exception {
        Party one = party(N1);
        Party two = party(N2);
        one.network.configure(both(one.port, two.port), Configuration.NONE);
        assertThat(one.speaksTo(N2, two, 1000)).isTrue();
        assertThat(one.network.reaches(N2)).isTrue();
        assertThat(one.network.traffic()).containsOnlyKeys(N2);

        Party elsewhere = party(N2);
        one.network.configure(both(one.port, elsewhere.port), both(one.port, two.port));
        assertThat(one.speaksTo(N2, elsewhere, 1000)).isTrue();

        one.network.configure(alone(N1, one.port), both(one.port, elsewhere.port));
        assertThat(one.speaksTo(N2, elsewhere, 1000))
                .as("who goes is told until it is settled")
                .isTrue();
        one.network.configure(alone(N1, one.port), alone(N1, one.port, N2));
        assertThat(one.network.reaches(N2)).isFalse();
        assertThat(one.speaksTo(N2, elsewhere, 50)).isFalse();
        assertThat(one.network.traffic()).isEmpty();
    }

    /** It may have been added while this one was away, and then only it can say so. */
    @Test
    void anUnknownNodeOfTheClusterIsHeardAndCalledBackWhileItStays() throws Exception {
        Party one = party(N1);
        Party two = party(N2);
        two.network.configure(both(one.port, two.port), Configuration.NONE);
        assertThat(two.speaksTo(N1, one, 1000)).isTrue();
        assertThat(one.speaksTo(N2, two, 1000)).isTrue();

        one.network.configure(alone(N1, one.port), alone(N1, one.port));
        assertThat(one.speaksTo(N2, two, 1000)).as("it is still there").isTrue();
        two.network.close();
        while (one.network.reaches(N2) || !one.network.traffic().isEmpty()) {
            Thread.sleep(5);
        }
    }

    @Test
    void aNodeOfAnotherClusterIsNotHeard() throws Exception {
        Party one = party(N1);
        Party stranger = new Party(N2, freePort(), "c2");
        stranger.network.configure(both(one.port, stranger.port), Configuration.NONE);
        assertThat(stranger.speaksTo(N1, one, 100)).isFalse();
        assertThat(one.network.traffic()).isEmpty();
    }

    @Test
    void whoWasRemovedIsTurnedOutAndToldSo() throws Exception {
        Party one = party(N1);
        Party two = party(N2);
        Configuration before = both(one.port, two.port);
        one.network.configure(before, before);
        two.network.configure(before, before);
        assertThat(two.speaksTo(N1, one, 1000)).isTrue();
        two.inbox.clear();

        one.network.configure(alone(N1, one.port, N2), alone(N1, one.port, N2));
        assertThat(two.inbox.take()).isEqualTo(new Heard(N1, new Message.Removed()));
        one.inbox.clear();
        assertThat(two.speaksTo(N1, one, 50)).isFalse();
    }

    @Test
    void whoIsToJoinLearnsWhoIsThere() throws Exception {
        Party one = party(N1);
        var addresses = new TreeMap<NodeId, String>();
        addresses.put(N1, "http://one");
        addresses.put(N2, "http://two http://zwei");
        var applied = new Configuration(List.of(N1), List.of(), List.of(N2), addresses, List.of());
        one.network.configure(both(one.port, 1), applied);
        var inquiries = new Inquiries("t", Optional.empty(), group);
        assertThat(inquiries.ask(located(String.valueOf(one.port))))
                .isEqualTo(new Census("c1", addresses, List.of(N1)));

        assertThatThrownBy(() -> new Inquiries("x", Optional.empty(), group).ask(located(String.valueOf(one.port))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused: it belongs to the cluster 'x'");
        int nobody = freePort();
        assertThatThrownBy(() -> inquiries.ask(located(String.valueOf(nobody))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
        try (var mute = new MutePeer()) {
            assertThatThrownBy(() -> inquiries.ask(located(String.valueOf(mute.port()))))
                    .hasMessageContaining("no answer in 3000 ms");
        }
    }

    @Test
    void whereNoLinkCanLeadThereIsNone() throws Exception {
        Party one = party(N1);
        var addresses = new TreeMap<NodeId, String>();
        addresses.put(N2, "unix://x");
        one.network.configure(of(addresses, List.of()), Configuration.NONE);
        assertThat(one.network.reaches(N2)).isFalse();
        Party two = party(N2);
        one.network.configure(both(one.port, two.port), Configuration.NONE);
        assertThat(one.speaksTo(N2, two, 1000)).isTrue();
    }
}
