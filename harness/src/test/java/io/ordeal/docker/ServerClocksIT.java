package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ordeal.nemesis.fault.Skew;
import io.ordeal.nemesis.topology.NodeName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real server in containers that do not agree on the time. Skipped without an engine, except in CI. */
class ServerClocksIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Engine engine;
    private Run run;
    private Startup startup;
    private SortedMap<NodeName, Node> nodes;

    @BeforeEach
    void startCluster() {
        try {
            engine = Engine.connect();
        } catch (DockerProblem e) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw e;
            }
            abort("NOT TESTED: " + e.getMessage());
        }
        run = Run.begin();
        var system = SystemUnderTest.raftkv(
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        startup = new Startup(engine, run, system, system.image().provide(engine, System.out::println));
        nodes = startup.make(3);
    }

    @AfterEach
    void removeCluster() {
        if (run != null) {
            Sweep.remove(engine, run.id());
            run.close();
        }
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void nodesServeWhileTheirClocksDriftAndJump() throws Exception {
        Node leader = node(startup.await(nodes, System.out::println));
        assertThat(put(leader, "mortal", "value=1&ttl=600").statusCode()).isEqualTo(201);
        skew(node("n1"), new Skew.Drift(50));
        skew(node("n2"), new Skew.Drift(200));
        skew(node("n3"), new Skew.Jump(Duration.ofHours(-1)));
        for (int round = 0; round < 50; round++) {
            for (Node node : nodes.values()) {
                assertServes(node);
            }
        }
        assertThat(dateOf(node("n3")))
                .isBetween(Instant.now().minusSeconds(3_605), Instant.now().minusSeconds(3_590));
        assertThat(status(leader, "mortal")).isEqualTo(200);
        for (Node node : nodes.values()) {
            skew(node, new Skew.Jump(Duration.ofHours(2)));
        }
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (status(leader, "mortal") == 200) {
            assertThat(System.nanoTime()).as("time when a key is still there").isLessThan(end);
            Pacing.pause(Duration.ofMillis(100));
        }
        for (Node node : nodes.values()) {
            assertThat(node.clock().reset()).isEmpty();
            assertServes(node);
        }
        assertThat(dateOf(node("n3")))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(1));
    }

    private Node node(String name) {
        return node(new NodeName(name));
    }

    private Node node(NodeName name) {
        return nodes.get(name);
    }

    private static void skew(Node node, Skew skew) {
        assertThat(node.clock().set(skew)).isEmpty();
    }

    /** It may take a moment if the skew has cost the cluster its leader. */
    private static void assertServes(Node node) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        HttpResponse<String> answer = put(node, "x", "value=1");
        while (answer.statusCode() > 201) {
            assertThat(System.nanoTime()).as("time when %s says %s", node.name(), answer.body()).isLessThan(end);
            Pacing.pause(Duration.ofMillis(100));
            answer = put(node, "x", "value=1");
        }
    }

    private static Instant dateOf(Node node) throws Exception {
        String date = put(node, "x", "value=1").headers().firstValue("Date").orElseThrow();
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static HttpResponse<String> put(Node node, String key, String form) throws Exception {
        return CLIENT.send(
                request(node, key)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .PUT(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int status(Node node, String key) throws Exception {
        return CLIENT.send(request(node, key).build(), BodyHandlers.ofString()).statusCode();
    }

    private static HttpRequest.Builder request(Node node, String key) {
        return HttpRequest.newBuilder(URI.create("http://%s:%d/v2/keys/%s"
                        .formatted(node.client().getHostString(), node.client().getPort(), key)))
                .timeout(Duration.ofSeconds(10));
    }
}
