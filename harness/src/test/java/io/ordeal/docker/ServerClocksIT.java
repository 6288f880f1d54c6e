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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The real server in containers that do not agree on the time. Skipped without an engine, except in CI. */
class ServerClocksIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @Test
    void nodesServeWhileTheirClocksDriftAndJump() throws Exception {
        try (Engine engine = connect();
                Run run = Run.begin()) {
            try {
                var system = SystemUnderTest.raftkv(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        List.of());
                String image = system.image().provide(engine, System.out::println);
                var startup = new Startup(engine, run, system, image);
                var nodes = startup.make(3);
                NodeName leader = startup.await(nodes, System.out::println);
                torment(List.copyOf(nodes.values()), Objects.requireNonNull(nodes.get(leader)));
            } finally {
                Sweep.remove(engine, run.id());
            }
        }
    }

    private static void torment(List<Node> nodes, Node leader) throws Exception {
        assertThat(put(leader, "mortal", "value=1&ttl=600").statusCode()).isEqualTo(201);
        Node last = nodes.get(2);
        skew(nodes.get(0), new Skew.Drift(50));
        skew(nodes.get(1), new Skew.Drift(200));
        skew(last, new Skew.Jump(Duration.ofHours(-1)));
        for (int round = 0; round < 50; round++) {
            for (Node node : nodes) {
                assertServes(node);
            }
        }
        assertThat(dateOf(last))
                .isBetween(Instant.now().minusSeconds(3_605), Instant.now().minusSeconds(3_590));
        assertThat(status(leader, "mortal")).isEqualTo(200);
        for (Node node : nodes) {
            skew(node, new Skew.Jump(Duration.ofHours(2)));
        }
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (status(leader, "mortal") == 200) {
            assertThat(System.nanoTime()).as("time when a key is still there").isLessThan(end);
            Pacing.pause(Duration.ofMillis(100));
        }
        for (Node node : nodes) {
            assertThat(node.clock().reset()).isEmpty();
            assertServes(node);
        }
        assertThat(dateOf(last))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(1));
    }

    private static Engine connect() {
        try {
            return Engine.connect();
        } catch (DockerProblem e) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw e;
            }
            return abort("NOT TESTED: " + e.getMessage());
        }
    }

    private static void skew(Node node, Skew skew) {
        assertThat(node.clock().set(skew)).isEmpty();
    }

    /** It may take a moment if the skew has cost the cluster its leader. */
    private static void assertServes(Node node) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        HttpResponse<String> answer = put(node, "x", "value=1");
        while (answer.statusCode() > 201) {
            assertThat(System.nanoTime())
                    .as("time when %s says %s", node.name(), answer.body())
                    .isLessThan(end);
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
