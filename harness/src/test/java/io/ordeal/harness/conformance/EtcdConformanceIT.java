package io.ordeal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ordeal.docker.DockerCluster;
import io.ordeal.docker.DockerProblem;
import io.ordeal.docker.Engine;
import io.ordeal.docker.SystemUnderTest;
import io.ordeal.harness.real.RealTimeline;
import io.ordeal.nemesis.topology.NodeName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of requests, valid, odd and hostile, to a real etcd 3.4 and to this server: what clients get must be the
 * same, but for what is deliberate.
 */
class EtcdConformanceIT {

    private static final int DRAWN = 400 * Integer.getInteger("ordeal.scale", 1);

    /** Enough to see what is wrong. */
    private static final int FINDINGS_MAX = 8;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void answersAsEtcdDoes() throws IOException {
        try (Engine engine = connect();
                DockerCluster etcd = DockerCluster.start(
                        engine,
                        new DockerCluster.Setup(SystemUnderTest.etcd(), 1, folder.resolve("etcd")),
                        new RealTimeline(),
                        line -> System.out.println("etcd: " + line));
                ServerProcess server = ServerProcess.start(folder.resolve("server"));
                var reference = new Party("etcd", etcd.clients(new NodeName("n1")), UnaryOperator.identity());
                var subject = new Party("ordeal", server.clients(), UnaryOperator.identity())) {
            var duel = new Duel(reference, subject);
            List<Finding> findings = findings(duel);
            System.out.printf("%d requests to each%n", duel.requests());
            assertThat(findings).as(() -> told(duel, findings)).isEmpty();
            assertThat(Deliberate.ALL)
                    .as("all that may differ, beside all that did")
                    .containsExactlyInAnyOrderElementsOf(duel.applied());
        }
    }

    /** Of each kind, the first. */
    private static List<Finding> findings(Duel duel) {
        var findings = new ArrayList<Finding>();
        var kinds = new TreeSet<String>();
        for (Iterator<Sequence> left = Family.sequences(DRAWN).iterator(); left.hasNext(); ) {
            duel.run(left.next())
                    .filter(finding -> findings.size() < FINDINGS_MAX)
                    .filter(finding -> kinds.add(finding.sequence().family() + " " + finding.kind()))
                    .map(finding -> Reduction.of(finding, duel))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static String told(Duel duel, List<Finding> findings) {
        return findings.stream().map(duel::story).collect(Collectors.joining("\n", "\n", ""));
    }

    private static Engine connect() {
        try {
            return Engine.connect();
        } catch (DockerProblem e) {
            if (!Boolean.parseBoolean(System.getenv("CI"))) {
                System.err.println("SKIPPED, nothing is compared with etcd: " + e.getMessage());
                assumeTrue(false, e.getMessage());
            }
            throw e;
        }
    }
}
