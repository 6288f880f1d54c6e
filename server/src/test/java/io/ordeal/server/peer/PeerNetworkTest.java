package io.ordeal.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PeerNetworkTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final NodeId N2 = new NodeId("n2");
    private static final Duration SILENCE = Duration.ofMillis(400);

    /** Nobody listens there. */
    private static final String NOWHERE = "1";

    private static final Message HELLO = new Message.Accepted(1, 2, 3);

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static PeerSettings settings(NodeId self, String token) {
        return new PeerSettings(token, "c1", self, NOWHERE, Optional.empty(), SILENCE);
    }

    private static PeerAddress located(String address) {
        return new PeerAddress(loopback(Integer.parseInt(address)), Optional.empty());
    }

    private static String address(int port) {
        return String.valueOf(port);
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    private PeerNetwork network(PeerSettings settings, BlockingQueue<Message> inbox) {
        return closing(new PeerNetwork(settings, group, PeerNetworkTest::located, (_, message) -> inbox.add(message)));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends as Raft would, again and again, and tells after how many milliseconds something came. */
    private static long untilHeard(PeerNetwork from, BlockingQueue<Message> inbox) throws InterruptedException {
        long start = System.nanoTime();
        do {
            from.send(N2, HELLO);
        } while (inbox.poll(5, TimeUnit.MILLISECONDS) == null);
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void carriesMessagesInOrder() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port = network(settings(N2, "t"), inbox).listen(loopback(0), false).getPort();
        PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
        sender.connect(N2, address(port));
        untilHeard(sender, inbox);
        inbox.clear();

        for (int i = 0; i < 1000; i++) {
            sender.send(N2, new Message.Accepted(7, i, 0));
        }
        for (int i = 0; i < 1000; i++) {
            Message next = inbox.take();
            while (next.equals(HELLO)) {
                next = inbox.take();
            }
            assertThat(next).isEqualTo(new Message.Accepted(7, i, 0));
        }
    }

    @Test
    void carriesMessagesLargerThanAllBuffers() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port = network(settings(N2, "t"), inbox).listen(loopback(0), false).getPort();
        PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
        sender.connect(N2, address(port));
        untilHeard(sender, inbox);
        inbox.clear();

        byte[] command = new byte[40 << 20];
        command[command.length - 1] = 42;
        var entry = new Entry(new EntryId(1, 1), new Proposal(new Ticket(N1, 1, 1), 1, command));
        var large = new Message.AppendRequest(1, EntryId.NONE, List.of(entry), 0, 0);
        Optional<Message> received = Optional.empty();
        while (received.isEmpty()) {
            sender.send(N2, large);
            do {
                received = Optional.ofNullable(inbox.poll(5, TimeUnit.SECONDS));
            } while (received.equals(Optional.of(HELLO)));
        }
        assertThat(((Message.AppendRequest) received.get())
                        .entries()
                        .getFirst()
                        .proposal()
                        .orElseThrow()
                        .command())
                .isEqualTo(command);
    }

    @Test
    void dropsWhatCannotBeSent() throws Exception {
        PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
        sender.send(N2, HELLO);
        try (var mute = new MutePeer()) {
            sender.connect(N2, address(mute.port()));
            mute.awaitConnection();
            for (int i = 0; i < 100_000; i++) {
                sender.send(N2, HELLO);
            }
            assertThat(sender.reaches(N2)).isFalse();
        }
    }

    @Test
    void findsAPeerThatComesBack() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        EventLoopGroup firstGroup = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var first = closing(new PeerNetwork(
                settings(N2, "t"), firstGroup, PeerNetworkTest::located, (_, message) -> inbox.add(message)));
        int port = first.listen(loopback(0), false).getPort();
        PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
        sender.connect(N2, address(port));
        untilHeard(sender, inbox);

        first.close();
        firstGroup.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        inbox.clear();
        network(settings(N2, "t"), inbox).listen(loopback(port), false);

        assertThat(untilHeard(sender, inbox)).isLessThan(2000);
    }

    @Test
    void refusesStrangers() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port =
                network(settings(N2, "ours"), inbox).listen(loopback(0), false).getPort();

        assertThat(refusal(port, hello(3, "theirs", "c1", "n1", "n2"))).contains("cluster 'theirs'");
        assertThat(refusal(port, hello(3, "ours", "c2", "n1", "n2"))).contains("id c2", "that with c1");
        assertThat(refusal(port, hello(3, "ours", "c1", "n1", "n7"))).contains("looks for 'n7'");
        assertThat(refusal(port, hello(3, "ours", "c1", "n2", "n2"))).contains("'n2' is not another member");
        assertThat(refusal(port, hello(3, "ours", "c1", "", "n2"))).contains("'' is not another member");
        assertThat(refusal(port, hello(4, "", "", "", ""))).contains("version 4");
        assertThat(refusal(port, new Parcel.Inquiry(3, "theirs"))).contains("cluster 'theirs'");
        assertThat(refusal(port, new Parcel.Inquiry(4, ""))).contains("version 4");
        assertThat(refusal(port, new Parcel.Inquiry(3, "ours"))).contains("does not know the members itself yet");
    }

    private static Parcel hello(int version, String token, String cluster, String from, String to) {
        return new Parcel.Hello(version, token, cluster, from, NOWHERE, to);
    }

    private static String refusal(int port, Parcel hello) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(ParcelDecoder.framed(hello));
            byte[] all = socket.getInputStream().readAllBytes();
            return ((Parcel.Refusal) Parcel.decode(java.nio.ByteBuffer.wrap(all, 8, all.length - 8))).reason();
        }
    }

    @Test
    void closesOnHostileBytesAndServesOthers() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port = network(settings(N2, "t"), inbox).listen(loopback(0), false).getPort();
        byte[] letterBeforeHello = ParcelDecoder.framed(new Parcel.Letter(HELLO));
        byte[] hugeParcel = new Encoder().int32(0x7fff_ffff).int32(0).toBytes();
        byte[] largeForAStranger = new Encoder().int32(5000).int32(0).toBytes();
        byte[] http = "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        for (byte[] hostile : List.of(letterBeforeHello, hugeParcel, largeForAStranger, http)) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(hostile);
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            }
        }
        assertThat(inbox).isEmpty();
        PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
        sender.connect(N2, address(port));
        untilHeard(sender, inbox);
    }

    @Test
    void closesOnEveryFlippedBitOfAMessage() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port = network(settings(N2, "t"), inbox).listen(loopback(0), false).getPort();
        byte[] hello = ParcelDecoder.framed(hello(Parcel.VERSION, "t", "c1", "n1", "n2"));
        byte[] letter = ParcelDecoder.framed(new Parcel.Letter(HELLO));
        for (int bit = 32; bit < letter.length * 8; bit++) {
            byte[] damaged = letter.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(hello);
                socket.getOutputStream().write(damaged);
                byte[] said = socket.getInputStream().readAllBytes();
                assertThat(said).isEqualTo(ParcelDecoder.framed(new Parcel.Welcome()));
            }
        }
        assertThat(inbox).isEmpty();
    }

    /** What a partition by dropped packets looks like from inside: the connection stands, and nothing comes through. */
    @Test
    void reopensASilentLinkSoThatTrafficResumesSoonAfterHealing() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port = network(settings(N2, "t"), inbox).listen(loopback(0), false).getPort();
        try (var cable = new Cable(port)) {
            PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
            sender.connect(N2, address(cable.port()));
            untilHeard(sender, inbox);

            cable.cut();
            long cut = System.nanoTime();
            while (sender.reaches(N2)) {
                sender.send(N2, HELLO);
                Thread.sleep(5);
            }
            assertThat(System.nanoTime() - cut)
                    .isLessThan(SILENCE.multipliedBy(3).toNanos());
            Thread.sleep(SILENCE.multipliedBy(3).toMillis());
            inbox.clear();
            cable.mend();

            assertThat(untilHeard(sender, inbox)).isLessThan(1000);
        }
    }

    @Test
    void anIdleLinkStaysOpen() throws Exception {
        var inbox = new LinkedBlockingQueue<Message>();
        int port = network(settings(N2, "t"), inbox).listen(loopback(0), false).getPort();
        try (var cable = new Cable(port)) {
            PeerNetwork sender = network(settings(N1, "t"), new LinkedBlockingQueue<>());
            sender.connect(N2, address(cable.port()));
            untilHeard(sender, inbox);
            Thread.sleep(SILENCE.multipliedBy(5).toMillis());

            assertThat(sender.reaches(N2)).isTrue();
            assertThat(cable.connections()).isEqualTo(1);
        }
    }
}
