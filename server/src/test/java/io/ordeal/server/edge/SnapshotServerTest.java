package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Snapshots over real disks and a real network. */
@Timeout(120)
class SnapshotServerTest {

    private static final int IN_FLIGHT = 200;

    @TempDir
    private Path parent = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> clientPorts = new ArrayList<>();
    private final List<Integer> peerPorts = new ArrayList<>();
    private final List<Server> running = new ArrayList<>();

    @BeforeEach
    void choosePorts() throws IOException {
        for (int node = 0; node < 3; node++) {
            clientPorts.add(freePort());
            peerPorts.add(freePort());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        running.forEach(Server::close);
        client.close();
    }

    private Path folder(int node) {
        return parent.resolve("n" + node);
    }

    private Server start(int node, int size) throws IOException {
        var members = new ArrayList<String>();
        for (int member = 0; member < size; member++) {
            members.add("n" + member + "=http://127.0.0.1:" + peerPorts.get(member));
        }
        var options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                .parseArgs(
                        "--name=n" + node,
                        "--data-dir=" + folder(node),
                        "--listen-client-urls=http://127.0.0.1:" + clientPorts.get(node),
                        "--listen-peer-urls=http://127.0.0.1:" + peerPorts.get(node),
                        "--initial-cluster=" + String.join(",", members),
                        "--snapshot-count=1000");
        Server server = Server.start(options.toSettings());
        running.add(server);
        return server;
    }

    private void stop(Server server) {
        server.close();
        running.remove(server);
    }

    private HttpRequest.Builder key(int node, String key) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + clientPorts.get(node) + "/v2/keys/" + key + "?quorum=false"));
    }

    /** Writes keys k{@code from} to k{@code to - 1}, with their names for values. */
    private void write(int from, int to) throws InterruptedException {
        var room = new Semaphore(IN_FLIGHT);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = from; i < to; i++) {
            room.acquire();
            HttpRequest request = key(0, "k" + i)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .PUT(BodyPublishers.ofString("value=k" + i))
                    .build();
            answers.add(client.sendAsync(request, BodyHandlers.ofString()).whenComplete((_, _) -> room.release()));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
    }

    private String read(int node, String key) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(key(node, key).build(), BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : "";
    }

    private void await(int node, String key) throws IOException, InterruptedException {
        while (!read(node, key).contains("\"value\":\"" + key + "\"")) {
            Thread.sleep(20);
        }
    }

    private List<String> snapshots(int node) throws IOException {
        try (Stream<Path> files = Files.list(folder(node))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".snap"))
                    .toList();
        }
    }

    private long latestSnapshot(int node) throws IOException {
        return snapshots(node).stream()
                .mapToLong(file -> Long.parseLong(file.substring(0, 16), 16))
                .max()
                .orElse(0);
    }

    @Test
    void aServerStartsWithItsSnapshotAndTheLogBehindIt() throws Exception {
        Server server = start(0, 1);
        write(0, 2500);
        stop(server);
        assertThat(snapshots(0)).hasSize(1);
        assertThat(latestSnapshot(0)).isBetween(1000L, 2500L);
        start(0, 1);
        write(2500, 2600);
        for (String key : List.of("k0", "k999", "k2499", "k2500")) {
            assertThat(read(0, key)).contains("\"value\":\"" + key + "\"");
        }
    }

    /** The others do not have the first entries any more, so all that it knows of them came in a snapshot. */
    @Test
    void aServerThatWasAwayTooLongGetsASnapshot() throws Exception {
        start(0, 3);
        start(1, 3);
        write(0, 7500);
        assertThat(latestSnapshot(0)).isGreaterThan(6500L);
        Server late = start(2, 3);
        await(2, "k7499");
        await(2, "k0");
        write(7500, 7600);
        await(2, "k7599");
        stop(late);
        assertThat(latestSnapshot(2)).isGreaterThan(6500L);
        start(2, 3);
        await(2, "k7599");
        await(2, "k0");
    }
}
