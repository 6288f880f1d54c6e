package io.ordeal.harness.cli;

import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.sim.SimulatedCluster;
import io.ordeal.nemesis.cluster.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens the cluster that a plan asks for. */
final class Clusters {

    private Clusters() {}

    /**
     * An open cluster.
     *
     * @param breaches of what must hold inside it, as far as that can be seen
     */
    record Open(Cluster cluster, Supplier<List<String>> breaches) implements AutoCloseable {
        @Override
        public void close() {
            cluster.close();
        }
    }

    /** What answers as the Docker engine here; or why none does, and what would mend that. */
    record Docker(boolean answers, String description) {}

    static Docker docker() {
        return new Docker(false, "this build has no Docker cluster");
    }

    /** Where to run, and where that was left open, why. */
    static ClusterKind choose(TestCommand.Where where, Consumer<String> progress) {
        return switch (where) {
            case SIM -> ClusterKind.SIM;
            case DOCKER -> ClusterKind.DOCKER;
            case AUTO -> {
                Docker docker = docker();
                progress.accept((docker.answers() ? "in Docker: " : "in simulation: ") + docker.description());
                yield docker.answers() ? ClusterKind.DOCKER : ClusterKind.SIM;
            }
        };
    }

    /**
     * Opens the cluster of {@code plan}.
     *
     * @param nodes where the nodes leave their files
     * @param progress gets a line for each step that takes time
     */
    static Open open(TestPlan plan, Path nodes, Consumer<String> progress) {
        return switch (plan.cluster()) {
            case SIM -> {
                var cluster = SimulatedCluster.start(plan.nodes(), plan.seed());
                yield new Open(cluster, cluster::findings);
            }
            case DOCKER -> throw Trouble.broken("no Docker cluster yet, for " + nodes + progress);
        };
    }
}
