package io.ordeal.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.tls.Certificates;
import io.ordeal.server.tls.Tls;
import io.ordeal.server.tls.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TlsPeersTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");
    private static final Message HELLO = new Message.Accepted(1, 2, 3);

    @TempDir
    private Path folder = Path.of("");

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private Optional<Certificates> made = Optional.empty();

    @BeforeEach
    void certify() throws Exception {
        made = Optional.of(authority("ours"));
    }

    private Certificates authority(String name) throws Exception {
        var certificates = Certificates.in(folder.resolve(name));
        return certificates.write(certificates.issue());
    }

    private Certificates ours() {
        return made.orElseThrow();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private PeerNetwork network(NodeId self, TlsFiles files) throws Exception {
        var tls = Tls.open(files);
        opened.add(tls);
        var settings = new PeerSettings("t", "c1", self, "nowhere", Optional.of(tls), Duration.ofSeconds(1));
        var network = new PeerNetwork(settings, group, TlsPeersTest::located, (_, message) -> inbox.add(message));
        opened.add(network);
        return network;
    }

    /** On loopback, with a certificate for that host. */
    private static PeerAddress located(String address) {
        String[] parts = address.split(" ", -1);
        if (parts.length < 2) {
            throw new IllegalArgumentException("nowhere");
        }
        var socket = InetSocketAddress.createUnresolved("127.0.0.1", Integer.parseInt(parts[1]));
        return new PeerAddress(socket, Optional.of(parts[0]));
    }

    /** Whether anything comes from n1 to n2 within so many tries of 10 ms. */
    private boolean speaks(TlsFiles one, TlsFiles other, String host, int tries) throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int port = network(N2, other).listen(address, true).getPort();
        PeerNetwork sender = network(N1, one);
        sender.connect(N2, host + " " + port);
        for (int attempt = 0; attempt < tries; attempt++) {
            sender.send(N2, HELLO);
            if (inbox.poll(10, TimeUnit.MILLISECONDS) != null) {
                return true;
            }
        }
        return false;
    }

    @Test
    void messagesComeThrough() throws Exception {
        assertThat(speaks(ours().files(true), ours().files(true), "127.0.0.1", 2000))
                .isTrue();
    }

    @Test
    void aCertificateForAnotherHostIsNotBelieved() throws Exception {
        assertThat(speaks(ours().files(true), ours().files(true), "localhost", 150))
                .isFalse();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotBelieved() throws Exception {
        var mixed = new TlsFiles(
                "peer-",
                Optional.of(authority("theirs").certificateFile()),
                Optional.of(folder.resolve("theirs/key.pem")),
                Optional.of(ours().authorityFile()),
                true);
        assertThat(speaks(ours().files(true), mixed, "127.0.0.1", 150)).isFalse();
        assertThat(speaks(mixed, ours().files(true), "127.0.0.1", 150)).isFalse();
    }

    @Test
    void aCertificateIsDemanded() throws Exception {
        var nameless =
                new TlsFiles("peer-", Optional.empty(), Optional.empty(), Optional.of(ours().authorityFile()), false);
        assertThat(speaks(nameless, ours().files(true), "127.0.0.1", 150)).isFalse();
        assertThat(speaks(nameless, ours().files(false), "127.0.0.1", 2000)).isTrue();
    }
}
