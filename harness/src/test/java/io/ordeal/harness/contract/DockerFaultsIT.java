package io.ordeal.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ordeal.docker.DockerCluster;
import io.ordeal.docker.DockerProblem;
import io.ordeal.docker.Engine;
import io.ordeal.docker.Sweep;
import io.ordeal.docker.SystemUnderTest;
import io.ordeal.harness.real.RealTimeline;
import io.ordeal.nemesis.cluster.Cluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** In real containers. Where there is no engine this fails in CI, and is skipped else. */
class DockerFaultsIT extends FaultContract {

    @TempDir
    private static Path logs = Path.of("");

    @Override
    Cluster open() {
        boolean ci = Boolean.parseBoolean(System.getenv("CI"));
        try {
            var system = SystemUnderTest.raftkv(System.getProperty("java.class.path"), List.of());
            return DockerCluster.start(
                    Engine.connect(),
                    new DockerCluster.Setup(system, 5, logs),
                    new RealTimeline(),
                    line -> System.out.println("cluster: " + line));
        } catch (DockerProblem e) {
            if (!ci) {
                System.err.println("SKIPPED, no fault is tried in containers: " + e.getMessage());
            }
            assumeTrue(ci, e.getMessage());
            throw e;
        }
    }

    @AfterAll
    static void nothingIsLeftBehind() {
        try (Engine engine = Engine.connect()) {
            assertThat(Sweep.leftovers(engine, _ -> {})).isZero();
        }
    }
}
