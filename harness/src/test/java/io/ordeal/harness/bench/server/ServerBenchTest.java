package io.ordeal.harness.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.bench.server.Point.Via;
import io.ordeal.harness.bench.server.ServerBench.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes, for a moment. */
class ServerBenchTest {

    private static final Effort SHORT =
            new Effort(Duration.ofSeconds(1), 1, Duration.ofMillis(50), Duration.ofMillis(300), 1);

    @TempDir
    private Path folder;

    @Test
    void everyWorkIsDoneThroughEveryNodeAndOneMayDie() throws IOException {
        try (Trio trio = Trio.start(Contestant.ORDEAL, folder)) {
            var bench = ServerBench.of(folder, SHORT, trio);
            for (Work work : Work.values()) {
                assertAnswered(bench, new Point(work, 16, Via.FOLLOWER));
            }
            assertThat(bench.failovers()).singleElement().satisfies(it -> {
                assertThat(it.accepted())
                        .singleElement()
                        .satisfies(millis -> assertThat(millis).isPositive());
                assertThat(it.lost()).isBetween(0, 8);
            });
            assertThat(bench.populations(200)).singleElement().satisfies(it -> {
                assertThat(it.heap()).isPresent();
                assertThat(it.restart()).isPositive();
            });
            assertThat(bench.crowds(50))
                    .singleElement()
                    .satisfies(it -> assertThat(it.slowdowns()).hasSize(1));
            assertThat(bench.syncNanos()).isPositive();
        }
        assertThat(isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsThereHoweverShortThePreparation() throws IOException {
        Duration instant = Duration.ofMillis(20);
        try (Trio trio = Trio.start(Contestant.ORDEAL, folder)) {
            ServerBench.of(folder, new Effort(instant, 1, instant, instant, 1), trio);
            int port = trio.member(trio.awaitFollower()).clientPort();
            Load.pour(
                    key -> Work.LOCAL_GET.requests().get(key),
                    Work.LOCAL_GET.requests().size(),
                    1,
                    port);
        }
    }

    @Test
    void refusalsAreFailuresAndNoAnswers() throws IOException {
        try (Trio trio = Trio.start(Contestant.ORDEAL, folder)) {
            int port = trio.member(trio.awaitLeader()).clientPort();
            long failures = 0;
            for (int i = 0; i < 50 && failures == 0; i++) {
                Sample sample = Load.run(Work.LOCAL_GET, 4, port, Duration.ZERO, Duration.ofMillis(200));
                assertThat(sample.answers()).isZero();
                failures = sample.failures();
            }
            assertThat(failures).isPositive();
        }
    }

    /** On a busy host a moment may be too short for an answer; many are not. */
    private static void assertAnswered(ServerBench bench, Point point) throws IOException {
        double rate = 0;
        for (int i = 0; i < 50 && rate == 0; i++) {
            Outcome outcome = bench.compare(point).ordeal();
            assertThat(outcome.failures()).as(point.name()).isZero();
            rate = outcome.rate();
        }
        assertThat(rate).as(point.name()).isPositive();
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
