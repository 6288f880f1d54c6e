package io.ordeal.docker;

import static java.util.Comparator.comparingLong;

import com.github.dockerjava.api.model.Container;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A cluster of containers on this machine, one per node, on a network of their own. */
public final class DockerCluster implements Cluster {

    /**
     * What is to be started.
     *
     * @param logs where the nodes' logs go at the end, as {@code <node>/server.log}, and what else the system keeps
     */
    public record Setup(SystemUnderTest system, int nodes, Path logs) {
        public Setup {
            if (nodes < 1 || nodes > 100) {
                throw new IllegalArgumentException("a cluster has between 1 and 100 nodes, not " + nodes);
            }
        }
    }

    private final Engine engine;
    private final Setup setup;
    private final Run run;
    private final Timeline timeline;
    private final SortedMap<NodeName, Node> nodes;
    private final Injector injector;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService injections =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    private DockerCluster(Engine engine, Setup setup, Run run, Timeline timeline, SortedMap<NodeName, Node> nodes) {
        this.engine = engine;
        this.setup = setup;
        this.run = run;
        this.timeline = timeline;
        this.nodes = nodes;
        this.injector = new Injector(nodes, new Ambush(setup.system().events(), nodes));
    }

    /**
     * Starts a cluster and waits until it has a leader. Before that, removes what former runs have left behind.
     *
     * @param progress gets a line for each step that takes time
     * @throws DockerProblem when it does not start; nothing is left of it then, except its logs
     */
    public static DockerCluster start(Engine engine, Setup setup, Timeline timeline, Consumer<String> progress) {
        Sweep.leftovers(engine, progress);
        String image = setup.system().image().provide(engine, progress);
        var run = Run.begin();
        var startup = new Startup(engine, run, setup.system(), image);
        long began = System.nanoTime();
        DockerCluster cluster;
        try {
            cluster = new DockerCluster(engine, setup, run, timeline, startup.make(setup.nodes()));
        } catch (RuntimeException e) {
            remove(engine, run);
            throw e;
        }
        try {
            NodeName leader = startup.await(cluster.nodes, progress);
            progress.accept("%s leads, %.1f s after the first container was made"
                    .formatted(
                            leader, Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public List<NodeName> nodes() {
        return List.copyOf(nodes.keySet());
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public Wire connect(NodeName node) {
        return new HttpWire(node(node).client(), timeline);
    }

    /** Where a node serves clients, for those who have a way of their own to talk to it. */
    public InetSocketAddress clients(NodeName node) {
        return node(node).client();
    }

    String runId() {
        return run.id();
    }

    private Node node(NodeName name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node %s among %s".formatted(name, nodes.keySet()));
        }
        return node;
    }

    @Override
    public void observe(Consumer<View> seen) {
        Thread.startVirtualThread(() -> {
            View view = look();
            deliver(() -> seen.accept(view));
        });
    }

    private View look() {
        Map<String, String> states = containerStates();
        var down = new TreeSet<NodeName>();
        var paused = new TreeSet<NodeName>();
        for (Node node : nodes.values()) {
            switch (states.getOrDefault(node.container(), "running")) {
                case "running", "restarting" -> {}
                case "paused" -> paused.add(node.name());
                default -> down.add(node.name());
            }
        }
        List<Node> running = nodes.values().stream()
                .filter(node -> !down.contains(node.name()) && !paused.contains(node.name()))
                .toList();
        return new View(nodes(), leaders(running), down, paused);
    }

    private Map<String, String> containerStates() {
        try {
            return engine
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(Run.RUN, run.id()))
                    .exec()
                    .stream()
                    .collect(Collectors.toMap(Container::getId, Container::getState));
        } catch (RuntimeException e) {
            return Map.of();
        }
    }

    private static List<NodeName> leaders(Collection<Node> running) {
        record Claim(NodeName node, long term) {}
        return AtOnce.map(
                        running,
                        node -> node.standing()
                                .filter(Standing::leads)
                                .map(standing -> new Claim(node.name(), standing.term())))
                .stream()
                .flatMap(Optional::stream)
                .sorted(comparingLong(Claim::term).reversed())
                .map(Claim::node)
                .toList();
    }

    @Override
    public Optional<String> refusal(Fault fault) {
        return switch (fault) {
            case Fault.Partition _ ->
                nodes.values().stream()
                        .flatMap(node -> node.filter().problem().stream())
                        .findFirst();
            case Fault.SkewClocks _ ->
                nodes.values().stream()
                        .flatMap(node -> node.clock().problem().stream())
                        .findFirst();
            case Fault.Ambush _ ->
                setup.system().events().isEmpty()
                        ? Optional.of(setup.system().name() + " does not tell what happens to its nodes")
                        : Optional.empty();
            case Fault.Heal _,
                    Fault.Kill _,
                    Fault.Terminate _,
                    Fault.Start _,
                    Fault.Disarm _,
                    Fault.ResetClocks _,
                    Fault.Pause _,
                    Fault.Resume _ -> Optional.empty();
        };
    }

    @Override
    public void inject(Injection injection, Consumer<Evidence> done) {
        try {
            injections.execute(() -> {
                long began = System.nanoTime();
                Evidence evidence = injector.inject(injection);
                long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                deliver(() -> done.accept(evidence.with("millis", millis)));
            });
        } catch (RejectedExecutionException e) {
            // The cluster is closed: nobody waits for this any more.
        }
    }

    private void deliver(Runnable callback) {
        timeline.execute(() -> {
            if (!closed.get()) {
                callback.run();
            }
        });
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        injections.shutdownNow();
        try {
            AtOnce.each(nodes.values(), this::keepFiles);
            nodes.values().forEach(node -> node.shell().close());
        } finally {
            remove(engine, run);
        }
    }

    private static void remove(Engine engine, Run run) {
        List<String> remaining = Sweep.remove(engine, run.id());
        run.close();
        if (!remaining.isEmpty()) {
            throw new DockerProblem("these could not be removed: " + String.join("; ", remaining));
        }
    }

    private void keepFiles(Node node) {
        Path folder = setup.logs().resolve(node.name().value());
        try {
            Files.createDirectories(folder);
            try (var file = Files.newOutputStream(folder.resolve("server.log"))) {
                node.copyLog(file);
            }
            for (String file : setup.system().keeps()) {
                node.copyFile(file, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
