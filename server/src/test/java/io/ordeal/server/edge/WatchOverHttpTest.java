package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole server, and watches over sockets. */
@Timeout(30)
class WatchOverHttpTest {

    @TempDir
    private static Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = start();
    private final int port = server.clientAddresses().getFirst().getPort();

    private static Server start() {
        var options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                .parseArgs(
                        "--data-dir=" + folder,
                        "--listen-peer-urls=http://127.0.0.1:0",
                        "--listen-client-urls=http://127.0.0.1:0",
                        "--cors=*");
        try {
            return Server.start(options.toSettings());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void awaitLeader() throws Exception {
        assertThat(put("/ready", "1").statusCode()).isBetween(200, 201);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> put(String key, String value) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/v2/keys" + key))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("value=" + value))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String get(String target) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofString())
                .body();
    }

    private URI uri(String target) {
        return URI.create("http://127.0.0.1:" + port + target);
    }

    private static BufferedReader ask(Socket socket, String target) throws IOException {
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String head(BufferedReader in) throws IOException {
        var head = new StringBuilder();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String chunk(BufferedReader in) throws IOException {
        in.readLine();
        String body = in.readLine();
        in.readLine();
        return body + "\n";
    }

    @Test
    void theHeadComesFirstAndTheEventWhenItHappensWat01Hdr06Hdr07() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = ask(socket, "/v2/keys/a?wait=true");
            assertThat(head(in))
                    .startsWith("HTTP/1.1 200 OK")
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .containsIgnoringCase("access-control-allow-origin: *")
                    .containsPattern("X-Etcd-Index: \\d+");
            String written = put("/a", "1").body();
            assertThat(chunk(in)).isEqualTo(written).contains("\"key\":\"/a\"");
            assertThat(in.readLine()).isEqualTo("0");
        }
    }

    @Test
    void aStreamGoesOnAndIsForgottenWithItsClientWat09Wat14() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = ask(socket, "/v2/keys/s?wait=true&stream=true&recursive=true");
            head(in);
            for (int count = 0; count < 300; count++) {
                String written = put("/s/" + count % 2, "1").body();
                assertThat(chunk(in)).isEqualTo(written);
            }
            assertThat(get("/v2/stats/store")).contains("\"watchers\":1}");
        }
        while (!get("/v2/stats/store").contains("\"watchers\":0}")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aStoppingServerEndsWatchesProperlyWat12() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = ask(socket, "/v2/keys/a?wait=true");
            head(in);
            server.close();
            assertThat(in.readLine()).isEqualTo("0");
            assertThat(in.readLine()).isEmpty();
            assertThat(in.readLine()).isNull();
        }
    }
}
