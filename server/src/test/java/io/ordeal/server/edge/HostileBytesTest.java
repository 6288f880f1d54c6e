package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.peer.HostileParcels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While nonsense comes in at every port of every node, a client gets what it is due. */
@Timeout(300)
class HostileBytesTest {

    private static final int ROUNDS = 400 * Integer.getInteger("ordeal.scale", 1);
    private static final int NODES = 3;

    /** Longer than any connection of theirs that is to hear something has to wait. */
    private static final int PATIENCE_MILLIS = 50;

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static final List<String> REQUESTS = List.of(
            "GET /v2/keys/hostile?recursive=true&sorted=true HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v2/keys/hostile?wait=true&stream=true HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v2/keys/hostile?quorum=true HTTP/1.0\r\n\r\n",
            "PUT /v2/keys/hostile/a HTTP/1.1\r\nHost: a\r\n" + FORM + "Content-Length: 12\r\n\r\nvalue=1&ttl=",
            "PUT /v2/keys/hostile/a?prevValue=1 HTTP/1.1\r\nHost: a\r\n" + FORM
                    + "Transfer-Encoding: chunked\r\n\r\n7\r\nvalue=1\r\n0\r\n\r\n",
            "POST /v2/keys/hostile HTTP/1.1\r\nHost: a\r\n" + FORM + "Content-Length: 15\r\n\r\nvalue=%zz&ttl=1",
            "DELETE /v2/keys/hostile?dir=true&recursive=true HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
            "GET /v2/stats/self HTTP/1.1\r\nHost: a\r\nAuthorization: Basic !!!\r\n\r\nHEAD /health HTTP/1.1\r\nHost: a\r\n\r\n");

    @TempDir
    private Path folder = Path.of("");

    /** What came of it. */
    private record Harvest(int answered, int refused, List<String> wrong) {
        Harvest plus(String answer) {
            boolean proper =
                    answer.matches("(?s)HTTP/1\\.[01] (100|[2345]\\d\\d) .*") && !answer.startsWith("HTTP/1.1 500");
            var all = new ArrayList<>(wrong);
            if (!answer.isEmpty() && !proper) {
                all.add(answer);
            }
            boolean bad = answer.matches("(?s)HTTP/1\\.[01] 4.*");
            return new Harvest(answered + (answer.isEmpty() ? 0 : 1), refused + (bad ? 1 : 0), all);
        }
    }

    @Test
    void nobodyElseIsHarmed() throws Exception {
        try (var cluster = new LoopbackCluster(folder, NODES);
                var attackers = Executors.newVirtualThreadPerTaskExecutor();
                var client = HttpClient.newHttpClient()) {
            var servers = new ArrayList<Server>();
            for (int node = 0; node < NODES; node++) {
                servers.add(cluster.start(node, "--snapshot-count=200"));
            }
            write(client, cluster, 0);
            var attacks = new ArrayList<Future<Harvest>>();
            for (int node = 0; node < NODES; node++) {
                attacks.add(attackers.submit(onClients(cluster, node)));
                attacks.add(attackers.submit(onPeers(cluster, node)));
            }
            int number = 1;
            for (; !attacks.stream().allMatch(Future::isDone); number++) {
                write(client, cluster, number);
                HttpResponse<String> read = read(client, cluster, number % NODES);
                assertThat(read.body()).contains("\"value\":\"" + number + "\"");
            }
            for (Future<Harvest> attack : attacks) {
                assertThat(attack.get().wrong()).isEmpty();
            }
            assertThat(attacks.getFirst().get().answered()).isGreaterThan(ROUNDS / 4);
            assertThat(attacks.getFirst().get().refused()).isGreaterThan(ROUNDS / 8);
            assertThat(servers).allSatisfy(server -> assertThat(server.end()).isNotDone());
            assertThat(read(client, cluster, 0)
                            .headers()
                            .firstValueAsLong("X-Raft-Term")
                            .orElseThrow())
                    .as("nobody was elected by nonsense")
                    .isLessThan(100);
        }
    }

    private static void write(HttpClient client, LoopbackCluster cluster, int number)
            throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(cluster.key((number + 1) % NODES, "register"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("value=" + number))
                .build();
        assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isIn(200, 201);
    }

    private static HttpResponse<String> read(HttpClient client, LoopbackCluster cluster, int node)
            throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(cluster.key(node, "register?quorum=true"))
                .build();
        return client.send(get, BodyHandlers.ofString());
    }

    private static Callable<Harvest> onClients(LoopbackCluster cluster, int node) {
        return () -> {
            var random = new SplittableRandom(node);
            var harvest = new Harvest(0, 0, List.of());
            for (int round = 0; round < ROUNDS; round++) {
                harvest = harvest.plus(answer(cluster.clients(node), request(random)));
            }
            return harvest;
        };
    }

    private static Callable<Harvest> onPeers(LoopbackCluster cluster, int node) {
        return () -> {
            var parcels = new HostileParcels(
                    new SplittableRandom(node), "etcd-cluster", cluster.id(), "n" + (node + 1) % NODES, "n" + node);
            for (int round = 0; round < ROUNDS; round++) {
                answer(cluster.peers(node), parcels.next());
            }
            return new Harvest(0, 0, List.of());
        };
    }

    /** One or two requests with some bytes changed, taken away, put in or doubled; or something else altogether. */
    private static byte[] request(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (random.nextInt(10) == 0) {
            return bytes;
        }
        String text = REQUESTS.get(random.nextInt(REQUESTS.size()))
                + (random.nextBoolean() ? REQUESTS.get(random.nextInt(REQUESTS.size())) : "");
        for (int left = random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            text = switch (random.nextInt(4)) {
                case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
                case 1 -> text.substring(0, at) + text.substring(end) + " ";
                case 2 -> text.substring(0, end) + text.substring(at);
                default ->
                    text.substring(0, at) + (char) (text.charAt(at) ^ 1 << random.nextInt(8)) + text.substring(at + 1);
            };
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What came back, as far as it came soon; some hang up without waiting. */
    private static String answer(InetSocketAddress address, byte[] bytes) throws IOException {
        var answer = new ByteArrayOutputStream();
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes);
            byte[] buffer = new byte[4096];
            for (int read;
                    answer.size() < 100_000 && (read = socket.getInputStream().read(buffer)) >= 0; ) {
                answer.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException | SocketException e) {
            // Nothing more comes.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
