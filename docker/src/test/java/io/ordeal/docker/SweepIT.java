package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordeal.docker.DockerCluster.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing stays behind: neither of a run that ends well, nor of one that does not start, nor of one that was killed. */
@NeedsEngine
class SweepIT {

    @TempDir
    private Path logs;

    private final List<String> progress = new ArrayList<>();
    private Engine engine;

    @BeforeEach
    void connect() {
        engine = Engine.connect();
    }

    @AfterEach
    void disconnect() {
        engine.close();
    }

    @Test
    void aClusterThatIsClosedLeavesOnlyItsLogs() {
        DockerCluster cluster = start(SystemUnderTest.etcd(), 3);
        String run = cluster.runId();
        assertThat(thingsOf(run)).hasSize(3 * 3 + 1);
        long began = System.nanoTime();
        cluster.close();
        System.out.printf(
                "closed in %d ms%n", Duration.ofNanos(System.nanoTime() - began).toMillis());
        cluster.close();
        assertThat(thingsOf(run)).isEmpty();
        assertThat(logs.resolve("n2/server.log")).content().contains("etcd-version");
    }

    @Test
    void aRunThatStillLivesIsLeftAlone() {
        DockerCluster living = start(SystemUnderTest.etcd(), 1);
        Sweep.leftovers(engine, progress::add);
        assertThat(thingsOf(living.runId())).hasSize(3 + 1);
        living.close();
    }

    @Test
    void whatAKilledRunLeftBehindIsRemovedByTheNext() throws IOException, InterruptedException {
        Path ready = logs.resolve("ready");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        ready.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(logs.resolve("victim").toFile())
                .start();
        while (!Files.exists(ready)) {
            assertThat(victim.isAlive()).isTrue();
            Pacing.pause(Duration.ofMillis(50));
        }
        String run = Files.readString(ready);
        assertThat(thingsOf(run)).hasSize(3 + 1);
        victim.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        Sweep.leftovers(engine, progress::add);
        assertThat(thingsOf(run)).isEmpty();
        assertThat(progress).contains("removed what run %s had left behind".formatted(run));
    }

    @Test
    void aNodeThatEndsAtOnceIsAnErrorWithItsLastWords() {
        SystemUnderTest etcd = SystemUnderTest.etcd();
        var broken = new SystemUnderTest(
                "broken", etcd.image(), 2379, 2380, (_, _) -> List.of("--data-dir", "/proc/nowhere"), Optional.empty());
        var problem = catchThrowableOfType(DockerProblem.class, () -> start(broken, 3));
        assertThat(problem)
                .hasMessageMatching("(?s)Node n[123] ended .* instead of starting. The last it said:.*/proc/nowhere.*");
        String firstToEnd = String.valueOf(problem.getMessage()).split(" ", -1)[1];
        assertThat(logs.resolve(firstToEnd).resolve("server.log")).content().contains("/proc/nowhere");
    }

    private DockerCluster start(SystemUnderTest system, int nodes) {
        return DockerCluster.start(engine, new Setup(system, nodes, logs), new RealTimeline(), progress::add);
    }

    private List<String> thingsOf(String run) {
        return Sweep.thingsOf(engine, run);
    }

    /** Starts a node and waits for its death. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path ready = Path.of(arguments[0]);
            try (Engine engine = Engine.connect()) {
                DockerCluster cluster = DockerCluster.start(
                        engine,
                        new Setup(SystemUnderTest.etcd(), 1, ready.resolveSibling("logs")),
                        new RealTimeline(),
                        System.out::println);
                Path draft = ready.resolveSibling("draft");
                Files.writeString(draft, cluster.runId());
                Files.move(draft, ready);
                Thread.currentThread().join();
            }
        }
    }
}
