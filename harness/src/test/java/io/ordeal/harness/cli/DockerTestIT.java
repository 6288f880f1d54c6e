package io.ordeal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ordeal.docker.Engine;
import io.ordeal.docker.Sweep;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole tests of the real server in real containers. Where there is no engine they fail in CI, and are skipped else. */
class DockerTestIT {

    @TempDir
    private Path store = Path.of("");

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void needsAnEngine() {
        Clusters.Docker docker = Clusters.docker();
        boolean ci = Boolean.parseBoolean(System.getenv("CI"));
        if (!docker.answers() && !ci) {
            System.err.println("SKIPPED, nothing of Docker is tested: " + docker.description());
        }
        assumeTrue(docker.answers() || ci, docker.description());
        assertThat(docker.answers()).as(docker.description()).isTrue();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        try (Engine engine = Engine.connect()) {
            assertThat(Sweep.leftovers(engine, _ -> {})).isZero();
        }
    }

    @Test
    void serverKeepsItsPromisesUnderAllFaults() {
        var ended = test("--faults", "all", "--time-limit", "25", "--seed", "11");
        assertThat(ended.code()).as("%s", ended).isZero();
        assertThat(ended.out())
                .contains("linearizable  valid")
                .containsPattern("partition +valid")
                .containsPattern("kill +valid")
                .containsPattern("pause +valid")
                .containsPattern("clock +valid")
                .containsPattern("replicas +valid +states of nodes compared after [\\d,]+ entries: all equal")
                .containsPattern("recovery +valid");
        assertThat(store.resolve("latest/nodes/n1/events.jsonl")).content().contains("\"event\":\"leader\"");
    }

    @Test
    void staleReadsAreFoundWhenReadsAreLocal() {
        List<Ended> tries = IntStream.rangeClosed(1, 3)
                .mapToObj(seed ->
                        test("--faults", "partition", "--reads", "local", "--time-limit", "20", "--seed", "" + seed))
                .takeWhile(ended -> ended.code() != 1)
                .toList();
        assertThat(tries).as("tries that found nothing").hasSizeLessThan(3);
    }

    private Ended test(String... more) {
        var arguments = new ArrayList<>(List.of("test", "--cluster", "docker", "--store", store.toString()));
        arguments.addAll(List.of(more));
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }
}
