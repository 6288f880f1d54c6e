package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ordeal.server.api.Reply;
import io.ordeal.server.api.Request;
import io.ordeal.server.api.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HttpEdgeTest {

    private static final HttpLimits LIMITS = new HttpLimits(
            4096, 1000, 5000, 3, 2, Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofMillis(600));

    private record Asked(Request request, Consumer<Reply> answer) {
        void reply(String body) {
            answer.accept(new Reply.Whole(response(body)));
        }

        void begin(Reply.Reader reader) {
            answer.accept(new Reply.Head(response(""), reader));
        }

        void tell(String part) {
            answer.accept(new Reply.Part(part.getBytes(StandardCharsets.UTF_8)));
        }

        void end() {
            answer.accept(new Reply.End());
        }

        private static Response response(String body) {
            var headers = new TreeMap<>(Map.of("Content-Type", "text/plain"));
            return new Response(200, headers, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final HttpEdge edge =
            new HttpEdge(LIMITS, group, (request, answer) -> asked.add(new Asked(request, answer)));
    private int port;

    @BeforeEach
    void listen() throws IOException {
        port = edge.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty())
                .getPort();
    }

    @AfterEach
    void close() throws InterruptedException {
        edge.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Every request gets a host, which they must have. */
    private static void write(Socket socket, String text) throws IOException {
        String proper = text.replaceAll(" HTTP/1.1\r\n(?!Host:)", " HTTP/1.1\r\nHost: h\r\n");
        socket.getOutputStream().write(proper.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    @Test
    void handsOnTheRequestAsItCame() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "PUT /v2/keys/a%20b?x=%zz HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nx-two: 2\r\n");
            write(socket, "Content-Length: 7\r\n\r\nvalue=7");
            Asked one = asked.take();
            one.reply("done");

            assertThat(one.request().method()).isEqualTo("PUT");
            assertThat(one.request().target()).isEqualTo("/v2/keys/a%20b?x=%zz");
            assertThat(one.request().headers()).containsEntry("x-two", "1").containsEntry("host", "h");
            assertThat(one.request().body()).asString().isEqualTo("value=7");
            assertThat(readUntil(socket, "done"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("content-length: 4\r\n")
                    .doesNotContainIgnoringCase("connection:");
        }
    }

    @Test
    void answersPipelinedRequestsInOrderOneAfterTheOther() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
            for (int i = 1; i <= 3; i++) {
                Asked next = asked.take();
                assertThat(next.request().target()).isEqualTo("/" + i);
                assertThat(asked.poll(30, TimeUnit.MILLISECONDS)).isNull();
                next.reply("answer" + i);
                readUntil(socket, "answer" + i);
            }
        }
    }

    @Test
    void manyPipelinedRequestsAreNotLost() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /x HTTP/1.1\r\n\r\n".repeat(200));
            for (int i = 0; i < 200; i++) {
                asked.take().reply("answer" + i + ".");
            }
            readUntil(socket, "answer199.");
        }
    }

    @Test
    void answersHeadWithoutABodyButWithItsLength() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "HEAD / HTTP/1.1\r\n\r\n");
            asked.take().reply("12345");
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            asked.take().reply("second");

            assertThat(readUntil(socket, "second"))
                    .containsIgnoringCase("content-length: 5\r\n")
                    .doesNotContain("12345");
        }
    }

    @Test
    void closesAfterAnHttp10RequestUnlessAskedNotTo() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            asked.take().reply("one");
            assertThat(readUntil(socket, "one")).startsWith("HTTP/1.0").containsIgnoringCase("connection: keep-alive");
            write(socket, "GET / HTTP/1.0\r\n\r\n");
            asked.take().reply("two");

            assertThat(readAll(socket))
                    .containsIgnoringCase("connection: close")
                    .endsWith("two");
        }
    }

    @Test
    void tellsTheClientToContinue() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            write(socket, "abc");
            asked.take().reply("thanks");
            readUntil(socket, "thanks");
        }
    }

    @Test
    void cutsABodyThatIsTooLargeSoThatTheApiCanRefuseIt() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "PUT / HTTP/1.1\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3000));
            Asked one = asked.take();
            assertThat(one.request().body()).hasSize(1000);
            one.reply("too large");
            readUntil(socket, "too large");
        }
    }

    @Test
    void endsAConnectionWhoseBodyNeverEnds() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "PUT / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(8000));
            assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        for (String nonsense : new String[] {
            "\0\1\2\3 garbage\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"
        }) {
            try (Socket socket = connect()) {
                write(socket, nonsense);
                assertThat(readAll(socket))
                        .as(nonsense)
                        .startsWith("HTTP/1.1 400 Bad Request")
                        .endsWith("Request");
            }
        }
        try (Socket socket = connect()) {
            write(socket, "GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n");
            assertThat(readAll(socket)).startsWith("HTTP/1.1 414 ");
        }
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nA: " + "x".repeat(5000) + "\r\n\r\n");
            assertThat(readAll(socket)).startsWith("HTTP/1.1 431 ");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void turnsAwayRequestsWhenTooManyAreInFlight() throws Exception {
        try (Socket one = connect();
                Socket two = connect();
                Socket three = connect()) {
            write(one, "GET /1 HTTP/1.1\r\n\r\n");
            write(two, "GET /2 HTTP/1.1\r\n\r\n");
            Asked first = asked.take();
            Asked second = asked.take();
            write(three, "GET /3 HTTP/1.1\r\n\r\n");
            assertThat(readUntil(three, "in flight\n")).startsWith("HTTP/1.1 503 ");

            first.reply("first");
            second.reply("second");
            write(three, "GET /3 HTTP/1.1\r\n\r\n");
            asked.take().reply("third");
            readUntil(three, "third");
        }
    }

    @Test
    void refusesConnectionsOverTheLimit() throws Exception {
        try (Socket one = connect();
                Socket two = connect();
                Socket three = connect();
                Socket four = connect()) {
            assertThat(four.getInputStream().read()).isEqualTo(-1);
            assertThat(one.isConnected() && two.isConnected() && three.isConnected())
                    .isTrue();
        }
    }

    @Test
    void closesSlowAndIdleConnectionsButNotWaitingOnes() throws Exception {
        try (Socket slow = connect();
                Socket idle = connect();
                Socket waiting = connect()) {
            write(slow, "PUT / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
            write(waiting, "GET / HTTP/1.1\r\n\r\n");
            assertThat(readAll(slow)).isEmpty();
            assertThat(readAll(idle)).isEmpty();
            asked.take().reply("at last");
            readUntil(waiting, "at last");
        }
    }

    @Test
    void takesOnlyTheFirstOfTwoAnswers() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            Asked one = asked.take();
            one.reply("first");
            one.reply("second");
            readUntil(socket, "first");
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            asked.take().reply("third");

            assertThat(readUntil(socket, "third")).doesNotContain("second");
        }
    }

    /** Hears what a reply in parts hears of its client. */
    private static final class Heard implements Reply.Reader {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

        @Override
        public void ready() {
            words.add("ready");
        }

        @Override
        public void gone() {
            words.add("gone");
        }
    }

    @Test
    void aHeadGoesOutBeforeThereIsABodyHdr06() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
            Asked one = asked.take();
            one.begin(new Heard());
            assertThat(readUntil(socket, "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("transfer-encoding: chunked\r\n")
                    .doesNotContainIgnoringCase("content-length");
            one.tell("first");
            assertThat(readUntil(socket, "first\r\n")).isEqualTo("5\r\nfirst\r\n");
            one.tell("second part");
            assertThat(readUntil(socket, "part\r\n")).isEqualTo("b\r\nsecond part\r\n");
            assertThat(asked).isEmpty();
            one.end();
            assertThat(readUntil(socket, "0\r\n\r\n")).isEqualTo("0\r\n\r\n");
            asked.take().reply("another");
            readUntil(socket, "another");
        }
    }

    @Test
    void beforeHttp11ABodyInPartsEndsWithTheConnection() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n".repeat(2));
            Asked one = asked.take();
            one.begin(new Heard());
            one.tell("first,");
            one.tell("second");
            one.end();
            assertThat(readAll(socket))
                    .containsIgnoringCase("connection: close")
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .endsWith("\r\n\r\nfirst,second");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aPartThatHasGoneOutMakesReadyForTheNext() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            Asked one = asked.take();
            var heard = new Heard();
            one.begin(heard);
            one.tell("first");
            assertThat(heard.words.take()).isEqualTo("ready");
            one.tell("x".repeat(30_000_000));
            assertThat(heard.words.poll(100, TimeUnit.MILLISECONDS)).isNull();
            socket.getInputStream().readNBytes(30_000_000);
            assertThat(heard.words.take()).isEqualTo("ready");
        }
    }

    @Test
    void whoeverTellsInPartsHearsThatTheClientHasGoneWat14() throws Exception {
        var early = new Heard();
        var late = new Heard();
        Asked one;
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            one = asked.take();
            one.begin(early);
            readUntil(socket, "\r\n\r\n");
        }
        assertThat(early.words.take()).isEqualTo("gone");
        one.tell("nobody listens");
        one.end();
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            one = asked.take();
        }
        assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).as("time to notice").isNull();
        one.begin(late);
        assertThat(late.words.take()).isEqualTo("gone");
    }

    @Test
    void aReplyInPartsOutlivesAllLimitsOfTimeWat12() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            Asked one = asked.take();
            var heard = new Heard();
            one.begin(heard);
            assertThat(heard.words.poll(1_500, TimeUnit.MILLISECONDS)).isNull();
            one.tell("at last");
            readUntil(socket, "at last\r\n");
        }
    }

    @Test
    void repliesInPartsAreNotInFlightOnceTheyHaveBegun() throws Exception {
        try (Socket one = connect();
                Socket two = connect();
                Socket three = connect()) {
            for (Socket socket : new Socket[] {one, two, three}) {
                write(socket, "GET / HTTP/1.1\r\n\r\n");
                asked.take().begin(new Heard());
                readUntil(socket, "\r\n\r\n");
            }
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aClientThatSendsOnAndOnBehindAWatchLosesIt() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            var heard = new Heard();
            asked.take().begin(heard);
            readUntil(socket, "\r\n\r\n");
            write(socket, "GET /x HTTP/1.1\r\n\r\n".repeat(100));
            assertThat(heard.words.take()).isEqualTo("gone");
        }
    }

    @Test
    void endsRepliesInPartsProperlyWhenItStopsWat12() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            Asked one = asked.take();
            one.begin(new Heard());
            one.tell("part");
            readUntil(socket, "part\r\n");
            edge.close();
            assertThat(readAll(socket)).isEqualTo("0\r\n\r\n");
        }
    }
}
