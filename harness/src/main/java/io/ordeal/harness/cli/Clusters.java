package io.ordeal.harness.cli;

import io.ordeal.docker.BaseImages;
import io.ordeal.docker.DockerCluster;
import io.ordeal.docker.DockerProblem;
import io.ordeal.docker.Engine;
import io.ordeal.docker.SystemUnderTest;
import io.ordeal.harness.real.RealTimeline;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.sim.SimulatedCluster;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.events.Occurrence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens the cluster that a plan asks for. */
final class Clusters {

    private Clusters() {}

    /**
     * An open cluster.
     *
     * @param breaches of what must hold inside it, as far as that can be seen
     * @param nanos what the nodes' monotonic clocks show now
     * @param after what it rests on, closed after it
     */
    record Open(Cluster cluster, Supplier<List<String>> breaches, LongSupplier nanos, Runnable after)
            implements AutoCloseable {
        @Override
        public void close() {
            cluster.close();
            after.run();
        }
    }

    /**
     * What answers as the Docker engine here; or why none does, and what would mend that.
     *
     * @param images whether it has images of our own to build on; unknown without an engine
     */
    record Docker(boolean answers, String description, Optional<Boolean> images) {}

    static Docker docker() {
        try (Engine engine = Engine.connect()) {
            return new Docker(true, engine.description(), Optional.of(BaseImages.areMade(engine)));
        } catch (DockerProblem e) {
            return new Docker(false, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    /**
     * Where to run.
     *
     * @param why that was chosen, where the choice was left open
     */
    record Choice(ClusterKind kind, Optional<String> why) {}

    static Choice choose(TestCommand.Where where) {
        return switch (where) {
            case SIM -> new Choice(ClusterKind.SIM, Optional.empty());
            case DOCKER -> new Choice(ClusterKind.DOCKER, Optional.empty());
            case AUTO -> {
                Docker docker = docker();
                yield docker.answers()
                        ? new Choice(ClusterKind.DOCKER, Optional.of("in Docker: " + docker.description()))
                        : new Choice(ClusterKind.SIM, Optional.of("in simulation: " + docker.description()));
            }
        };
    }

    /** Complains where a cluster of that kind cannot be opened at all. */
    static void require(ClusterKind kind) {
        if (kind == ClusterKind.DOCKER) {
            Docker docker = docker();
            if (!docker.answers()) {
                throw Trouble.broken(docker.description());
            }
        }
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
                var cluster = SimulatedCluster.start(plan.nodes(), plan.seed(), plan.shortcuts());
                yield new Open(cluster, cluster::findings, cluster.timeline()::nanos, () -> keepEvents(cluster, nodes));
            }
            case DOCKER -> containers(plan, nodes, progress);
        };
    }

    /** As a server would have written them. */
    private static void keepEvents(SimulatedCluster cluster, Path nodes) {
        try {
            for (NodeName node : cluster.nodes()) {
                Path folder = Files.createDirectories(nodes.resolve(node.value()));
                Files.writeString(
                        folder.resolve("events.jsonl"),
                        cluster.events(node).stream().map(Occurrence::line).collect(Collectors.joining()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Open containers(TestPlan plan, Path nodes, Consumer<String> progress) {
        try {
            Engine engine = Engine.connect();
            try {
                var system = SystemUnderTest.raftkv(System.getProperty("java.class.path"), plan.shortcuts());
                var setup = new DockerCluster.Setup(system, plan.nodes(), nodes);
                var cluster = DockerCluster.start(engine, setup, new RealTimeline(), progress);
                return new Open(cluster, List::of, System::nanoTime, engine::close);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (DockerProblem e) {
            throw Trouble.broken(String.valueOf(e.getMessage()));
        }
    }
}
