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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** MISC-06: what a server tells Prometheus. */
@Timeout(60)
class MetricsTest {

    /** Text format 0.0.4, "line format", without time stamps. */
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*})?)"
                    + " ([-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|Inf)|NaN)");

    private static final Pattern REMARK =
            Pattern.compile("# (?:HELP [a-z0-9_]+ .+|TYPE ([a-z0-9_]+) (?:counter|gauge|histogram|summary|untyped))");

    @TempDir
    private Path parent = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Server> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(Server::close);
        client.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(int size) throws IOException {
        var members = new ArrayList<String>();
        var peers = new ArrayList<Integer>();
        for (int member = 1; member <= size; member++) {
            peers.add(freePort());
            members.add("n" + member + "=http://127.0.0.1:" + peers.getLast());
        }
        for (int member = 1; member <= size; member++) {
            var options = new ServerOptions();
            new CommandLine(options)
                    .setDefaultValueProvider(new EtcdEnvironment(Map.of()))
                    .parseArgs(
                            "--name=n" + member,
                            "--data-dir=" + parent.resolve("n" + member),
                            "--listen-client-urls=http://127.0.0.1:0",
                            "--advertise-client-urls=http://127.0.0.1:4001",
                            "--listen-peer-urls=http://127.0.0.1:" + peers.get(member - 1),
                            "--initial-cluster=" + String.join(",", members),
                            "--heartbeat-interval=20",
                            "--election-timeout=200");
            running.add(Server.start(options.toSettings()));
        }
    }

    private HttpResponse<String> ask(int node, String method, String path) throws Exception {
        int port = running.get(node - 1).clientAddresses().getFirst().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private Map<String, Double> metrics(int node) throws Exception {
        var answer = ask(node, "GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return parsed(answer.body());
    }

    private static Map<String, Double> parsed(String page) {
        var samples = new TreeMap<String, Double>();
        var types = new ArrayList<String>();
        assertThat(page).endsWith("\n");
        for (String line : page.lines().toList()) {
            Matcher remark = REMARK.matcher(line);
            if (remark.matches()) {
                types.addAll(remark.group(1) == null ? List.of() : List.of(remark.group(1)));
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(sample.group(1)).startsWith(types.getLast());
            double value =
                    sample.group(2).endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(sample.group(2));
            assertThat(samples.put(sample.group(1), value)).as(line).isNull();
        }
        assertThat(types).doesNotHaveDuplicates();
        return samples;
    }

    /** The configuration, what the server tells of itself, and a write. */
    private void awaitThreeEntries() throws Exception {
        while (metrics(1).getOrDefault("etcd_server_proposals_applied_total", 0.0) < 3) {
            Thread.onSpinWait();
        }
    }

    @Test
    void numbersFollowWhatIsDone() throws Exception {
        start(1);
        ask(1, "PUT", "/v2/keys/a?value=1");
        awaitThreeEntries();
        var before = metrics(1);
        ask(1, "PUT", "/v2/keys/a?value=2");
        ask(1, "PUT", "/v2/keys/b?value=1&prevExist=false&ttl=1");
        ask(1, "PUT", "/v2/keys/b?value=1&prevExist=false");
        ask(1, "DELETE", "/v2/keys/a");
        ask(1, "GET", "/v2/keys/b");
        ask(1, "GET", "/v2/keys/nowhere");
        var after = metrics(1);

        assertThat(before).containsEntry("etcd_server_has_leader", 1.0).containsEntry("etcd_server_is_leader", 1.0);
        assertThat(before).containsEntry("etcd_server_leader_changes_seen_total", 1.0);
        assertThat(grown(before, after, "etcd_server_proposals_committed_total"))
                .isEqualTo(4);
        assertThat(grown(before, after, "etcd_server_proposals_applied_total")).isEqualTo(4);
        assertThat(after).containsEntry("etcd_server_proposals_pending", 0.0);
        assertThat(after).containsEntry("etcd_server_proposals_failed_total", 0.0);
        assertThat(grown(before, after, "etcd_debugging_store_writes_total{action=\"set\"}"))
                .isEqualTo(1);
        assertThat(after).containsEntry("etcd_debugging_store_writes_total{action=\"create\"}", 1.0);
        assertThat(after).containsEntry("etcd_debugging_store_writes_total{action=\"delete\"}", 1.0);
        assertThat(after).containsEntry("etcd_debugging_store_reads_total{action=\"get\"}", 1.0);
        assertThat(after).containsEntry("ordeal_store_reads_failed_total", 1.0);
        assertThat(grown(before, after, "etcd_disk_wal_write_bytes_total")).isBetween(100.0, 4000.0);
        String fsync = "etcd_disk_wal_fsync_duration_seconds";
        assertThat(grown(before, after, fsync + "_count")).isEqualTo(4);
        assertThat(after.get(fsync + "_bucket{le=\"+Inf\"}")).isEqualTo(after.get(fsync + "_count"));
        assertThat(after).containsKey(fsync + "_bucket{le=\"0.001\"}").containsKey(fsync + "_bucket{le=\"8.192\"}");
        assertThat(after.get(fsync + "_sum")).isPositive();
        assertThat(after).containsEntry("etcd_debugging_store_expires_total", 0.0);
        while (metrics(1).getOrDefault("etcd_debugging_store_expires_total", 0.0) < 1) {
            Thread.onSpinWait();
        }
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String name) {
        return after.getOrDefault(name, -1.0) - before.getOrDefault(name, -1.0);
    }

    @Test
    void theProcessTellsOfItself() throws Exception {
        start(1);
        assertThat(metrics(1))
                .containsKeys(
                        "process_cpu_seconds_total",
                        "process_start_time_seconds",
                        "process_resident_memory_bytes",
                        "process_open_fds",
                        "jvm_memory_used_bytes{area=\"heap\"}",
                        "jvm_threads_current");
    }

    @Test
    void watchersAreCountedWhileTheyWait() throws Exception {
        start(1);
        assertThat(metrics(1)).containsEntry("etcd_debugging_store_watchers", 0.0);
        int port = running.getFirst().clientAddresses().getFirst().getPort();
        var watch = client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v2/keys/w?wait=true"))
                        .build(),
                BodyHandlers.ofString());
        while (metrics(1).getOrDefault("etcd_debugging_store_watchers", 0.0) < 1) {
            Thread.onSpinWait();
        }
        ask(1, "PUT", "/v2/keys/w?value=1");
        assertThat(watch.get().body()).contains("\"value\":\"1\"");
        assertThat(metrics(1)).containsEntry("etcd_debugging_store_watchers", 0.0);
    }

    @Test
    void membersCountWhatTheySayToEachOther() throws Exception {
        start(3);
        ask(1, "PUT", "/v2/keys/a?value=" + "x".repeat(10_000));
        ask(2, "GET", "/v2/keys/a?quorum=true");
        double leaders = 0;
        double sent = 0;
        double received = 0;
        for (int node = 1; node <= 3; node++) {
            var metrics = metrics(node);
            leaders += sum(metrics, "etcd_server_is_leader");
            sent += sum(metrics, "etcd_network_peer_sent_bytes_total{To=\"n");
            received += sum(metrics, "etcd_network_peer_received_bytes_total{From=\"n");
            assertThat(metrics.keySet().stream().filter(name -> name.startsWith("etcd_network_peer_sent_failures")))
                    .hasSize(2)
                    .doesNotContain("etcd_network_peer_sent_failures_total{To=\"n" + node + "\"}");
        }
        assertThat(leaders).isEqualTo(1);
        assertThat(sent).isGreaterThan(20_000);
        assertThat(received).isGreaterThan(20_000);
    }

    private static double sum(Map<String, Double> metrics, String prefix) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    void nothingCanBeWrittenThere() throws Exception {
        start(1);
        var answer = ask(1, "PUT", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET,HEAD");
        assertThat(ask(1, "GET", "/metricsand").statusCode()).isEqualTo(404);
        assertThat(ask(1, "HEAD", "/metrics").body()).isEmpty();
    }
}
