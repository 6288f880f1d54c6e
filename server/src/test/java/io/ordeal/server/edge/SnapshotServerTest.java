package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots over real disks and a real network. */
@Timeout(120)
class SnapshotServerTest {

    private static final int IN_FLIGHT = 200;

    /** So many entries before the latest snapshot are kept in the log. */
    private static final long TAIL = 5000;

    @TempDir
    private Path parent = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
    }

    private static Server start(LoopbackCluster cluster, int node) throws IOException {
        return cluster.start(node, "--snapshot-count=1000");
    }

    private static HttpRequest.Builder key(LoopbackCluster cluster, int node, String key) {
        return HttpRequest.newBuilder(cluster.key(node, key));
    }

    /** Writes keys k{@code from} to k{@code to - 1}, with their names for values. */
    private void write(LoopbackCluster cluster, int from, int to) throws InterruptedException {
        var room = new Semaphore(IN_FLIGHT);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = from; i < to; i++) {
            room.acquire();
            HttpRequest request = key(cluster, 0, "k" + i)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .PUT(BodyPublishers.ofString("value=k" + i))
                    .build();
            answers.add(client.sendAsync(request, BodyHandlers.ofString()).whenComplete((_, _) -> room.release()));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
    }

    private String read(LoopbackCluster cluster, int node, String key) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(key(cluster, node, key).build(), BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : "";
    }

    private void await(LoopbackCluster cluster, int node, String key) throws IOException, InterruptedException {
        while (!read(cluster, node, key).contains("\"value\":\"" + key + "\"")) {
            Thread.sleep(20);
        }
    }

    private static List<String> snapshots(LoopbackCluster cluster, int node) throws IOException {
        try (Stream<Path> files = Files.list(cluster.folder(node))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".snap"))
                    .toList();
        }
    }

    private static long latestSnapshot(LoopbackCluster cluster, int node) throws IOException {
        return snapshots(cluster, node).stream()
                .mapToLong(file -> Long.parseLong(file.substring(0, 16), 16))
                .max()
                .orElse(0);
    }

    @Test
    void aServerStartsWithItsSnapshotAndTheLogBehindIt() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 1)) {
            Server server = start(cluster, 0);
            write(cluster, 0, 2500);
            cluster.stop(server);
            assertThat(snapshots(cluster, 0)).hasSize(1);
            assertThat(latestSnapshot(cluster, 0)).isBetween(1000L, 2500L);
            start(cluster, 0);
            write(cluster, 2500, 2600);
            for (String key : List.of("k0", "k999", "k2499", "k2500")) {
                assertThat(read(cluster, 0, key)).contains("\"value\":\"" + key + "\"");
            }
        }
    }

    /** A log of few but large entries is not kept in memory for long either. */
    @Test
    void aSnapshotIsTakenAfterManyBytesAsWell() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 1)) {
            cluster.start(0);
            String large = "value=" + "x".repeat(900_000);
            for (int i = 0; i < 80; i++) {
                HttpRequest request = key(cluster, 0, "large")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .PUT(BodyPublishers.ofString(large))
                        .build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .isBetween(200, 201);
            }
            while (latestSnapshot(cluster, 0) == 0) {
                Thread.sleep(20);
            }
            assertThat(latestSnapshot(cluster, 0)).isBetween(70L, 82L);
        }
    }

    /** The others do not have the first entries any more, so all that it knows of them came in a snapshot. */
    @Test
    void aServerThatWasAwayTooLongGetsASnapshot() throws Exception {
        try (var cluster = new LoopbackCluster(parent, 3)) {
            start(cluster, 0);
            start(cluster, 1);
            write(cluster, 0, 7500);
            while (latestSnapshot(cluster, 0) <= TAIL) {
                Thread.sleep(20);
            }
            Server late = start(cluster, 2);
            await(cluster, 2, "k7499");
            await(cluster, 2, "k0");
            write(cluster, 7500, 7600);
            await(cluster, 2, "k7599");
            cluster.stop(late);
            assertThat(latestSnapshot(cluster, 2)).isGreaterThan(TAIL);
            start(cluster, 2);
            await(cluster, 2, "k7599");
            await(cluster, 2, "k0");
        }
    }
}
