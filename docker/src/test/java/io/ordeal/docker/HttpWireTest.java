package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.cluster.Wire.Reply.Answered;
import io.ordeal.nemesis.cluster.Wire.Reply.Lost;
import io.ordeal.nemesis.cluster.Wire.Reply.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpWireTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Call READ = new Call("GET", "/v2/keys/x?quorum=true", "");
    private static final Call WRITE = new Call("PUT", "/v2/keys/x", "value=1%202");

    private final RealTimeline timeline = new RealTimeline();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    /** What a node does with a connection. */
    @FunctionalInterface
    interface Manners {
        void serve(Socket connection) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Nested
    class Answers {

        @Test
        void comeWithStatusHeadersInLowerCaseAndBody() {
            serve(answering("HTTP/1.1 201 Created\r\nX-Etcd-Index: 7\r\nContent-Length: 2\r\n\r\nhi"));
            assertThat(send(wire(), WRITE))
                    .isEqualTo(new Answered(201, Map.of("x-etcd-index", "7", "content-length", "2"), "hi"));
        }

        @Test
        void comeInChunksToo() {
            serve(
                    answering(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na;x=y\r\n0123456789\r\n0\r\n\r\n"));
            assertThat(((Answered) send(wire(), READ)).body()).isEqualTo("abc0123456789");
        }

        @Test
        void endWithTheConnectionWhereNothingElseEndsThem() {
            serve(socket -> {
                request(socket);
                write(socket, "HTTP/1.1 200 OK\r\n\r\nall of it");
                socket.close();
            });
            assertThat(((Answered) send(wire(), READ)).body()).isEqualTo("all of it");
        }

        @Test
        void mayBePrecededByInterimOnes() {
            serve(answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"));
            assertThat(send(wire(), READ)).isEqualTo(new Answered(204, Map.of(), ""));
        }

        @Test
        void followOneAnotherOnOneConnection() {
            var connections = new CopyOnWriteArrayList<Socket>();
            serve(socket -> {
                connections.add(socket);
                answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").serve(socket);
            });
            Wire wire = wire();
            for (int i = 0; i < 3; i++) {
                assertThat(send(wire, READ)).isInstanceOf(Answered.class);
            }
            assertThat(connections).hasSize(1);
        }
    }

    @Test
    void aRequestSaysWhatACallSays() {
        serve(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        send(wire(), WRITE);
        assertThat(requests)
                .isEqualTo(List.of("PUT /v2/keys/x HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: */*\r\n"
                                .formatted(server.getLocalPort())
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nvalue=1%202"));
    }

    @Nested
    class Refusal {

        @Test
        void isCertainWhenNobodyListens() throws IOException {
            server.close();
            assertThat(send(wire(), WRITE)).isInstanceOf(Refused.class);
        }

        @Test
        void isCertainWhenTheNodeDiedBetweenTwoCalls() throws InterruptedException {
            var first = new CountDownLatch(1);
            Thread acceptor = serve(socket -> {
                request(socket);
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                server.close();
                socket.close();
                first.countDown();
            });
            Wire wire = wire();
            assertThat(send(wire, READ)).isInstanceOf(Answered.class);
            await(first);
            acceptor.join();
            assertThat(send(wire, WRITE)).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class Loss {

        @Test
        void isAConnectionThatEndsWithoutAnAnswer() {
            serve(socket -> {
                request(socket);
                socket.close();
            });
            assertThat(send(wire(), WRITE)).isEqualTo(new Lost("the connection ended before the answer did"));
            assertThat(requests).as("nothing is sent twice").hasSize(1);
        }

        @Test
        void isAConnectionThatIsReset() {
            serve(socket -> {
                socket.setSoLinger(true, 0);
                request(socket);
                socket.close();
            });
            assertThat(send(wire(), WRITE)).isInstanceOf(Lost.class);
        }

        @Test
        void isAConnectionThatIsAcceptedAndEndsBeforeItIsRead() {
            serve(Socket::close);
            assertThat(send(wire(), WRITE)).isInstanceOf(Lost.class);
        }

        @Test
        void isAnAnswerThatIsCutShort() {
            serve(socket -> {
                request(socket);
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                socket.close();
            });
            assertThat(send(wire(), READ)).isInstanceOf(Lost.class);
        }

        @Test
        void isAnAnswerThatIsNoHttp() {
            serve(answering("SSH-2.0-OpenSSH\r\n"));
            assertThat(send(wire(), READ)).isEqualTo(new Lost("not an HTTP answer: SSH-2.0-OpenSSH"));
        }

        @Test
        void isForgottenByTheNextCall() {
            var served = new CopyOnWriteArrayList<Socket>();
            serve(socket -> {
                served.add(socket);
                request(socket);
                if (served.size() > 1) {
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                }
                socket.close();
            });
            Wire wire = wire();
            assertThat(send(wire, READ)).isInstanceOf(Lost.class);
            assertThat(send(wire, READ)).isInstanceOf(Answered.class);
        }
    }

    @Test
    void aClosedWireGivesNoReplyAnyMore() {
        var asked = new CountDownLatch(1);
        serve(socket -> {
            request(socket);
            asked.countDown();
        });
        Wire wire = wire();
        assertThatThrownBy(() -> timeline.<Reply>await(Duration.ofMillis(300), done -> {
                    wire.send(READ, done);
                    await(asked);
                    wire.close();
                }))
                .isInstanceOf(RealTimeline.NoAnswer.class);
        assertThatThrownBy(() -> wire.send(READ, _ -> {})).hasMessage("the wire is closed");
    }

    @Test
    void twoCallsAtATimeAreAnError() {
        serve(this::request);
        Wire wire = wire();
        wire.send(READ, _ -> {});
        assertThatThrownBy(() -> wire.send(READ, _ -> {})).hasMessage("a call is under way on this wire");
        wire.close();
    }

    private Wire wire() {
        return new HttpWire(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), timeline);
    }

    private Reply send(Wire wire, Call call) {
        return timeline.await(SOON, done -> wire.send(call, done));
    }

    private Thread serve(Manners manners) {
        return Thread.startVirtualThread(() -> {
            while (true) {
                try {
                    Socket connection = server.accept();
                    Thread.startVirtualThread(() -> {
                        try {
                            manners.serve(connection);
                        } catch (IOException e) {
                            // The client is gone: what it saw is what the test looks at.
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private Manners answering(String answer) {
        return socket -> {
            while (true) {
                request(socket);
                write(socket, answer);
            }
        };
    }

    private void request(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        int length = -1;
        while (length < 0 || text.length() < length) {
            int next = in.read();
            if (next < 0) {
                throw new SocketException("the client is gone");
            }
            text.append((char) next);
            if (length < 0 && text.toString().endsWith("\r\n\r\n")) {
                length = text.length()
                        + Integer.parseInt(text.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
            }
        }
        requests.add(text.toString());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
