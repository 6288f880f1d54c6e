package io.ordeal.harness.sim;

import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Members come and go, leaders hand on, and the removed wake up again, while everything else goes on. */
final class Churn {

    private static final int MOST = 7;

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Duration limit;
    private final int pause;
    private final int fewest;
    private int newcomers;

    /**
     * @param limit when it ends
     * @param pause in milliseconds, the longest between two events
     * @param fewest so many voters are left at least
     */
    Churn(SimulatedCluster cluster, SplittableRandom random, Duration limit, int pause, int fewest) {
        this.cluster = cluster;
        this.random = random;
        this.limit = limit;
        this.pause = pause;
        this.fewest = fewest;
    }

    void go() {
        cluster.timeline().schedule(Duration.ofMillis(random.nextInt(1, pause)), () -> {
            if (cluster.timeline().nanos() < limit.toNanos()) {
                NodeName node = any(cluster.nodes()).orElseThrow();
                cluster.server(node)
                        .flatMap(server -> Optional.ofNullable(server.raft()))
                        .ifPresent(raft -> disturb(node, raft));
                go();
            }
        });
    }

    private void disturb(NodeName node, RaftState raft) {
        Configuration configuration = raft.configuration();
        switch (random.nextInt(8)) {
            case 0 ->
                any(configuration.voters())
                        .ifPresent(heir ->
                                cluster.hosts().forEach(name -> cluster.run(name, server -> server.transferTo(heir))));
            case 1 -> remove(node, configuration, raft.leader().stream().toList());
            case 2, 3 -> {
                List<NodeId> members = List.copyOf(configuration.nodes());
                remove(
                        node,
                        configuration,
                        Stream.generate(() -> any(members))
                                .limit(random.nextInt(1, 4))
                                .flatMap(Optional::stream)
                                .toList());
            }
            case 4 ->
                any(List.copyOf(configuration.nodes()))
                        .ifPresent(member ->
                                change(node, new Change.Move(member, "http://" + member + ":" + random.nextInt(3))));
            case 5 -> wake(configuration);
            default -> {
                if (configuration.nodes().size() < MOST) {
                    Optional<NodeId> gone = random.nextInt(8) == 0 ? any(configuration.removed()) : Optional.empty();
                    NodeId id = gone.orElseGet(() -> newcomer(configuration));
                    change(node, new Change.Add(id, "http://" + id));
                }
            }
        }
    }

    private void remove(NodeName node, Configuration configuration, List<NodeId> gone) {
        if (configuration.voters().stream()
                        .filter(voter -> !gone.contains(voter))
                        .count()
                >= fewest) {
            change(node, new Change.Remove(gone));
        }
    }

    private void change(NodeName node, Change change) {
        cluster.run(node, server -> server.reconfigure(change));
    }

    /** One that has gone starts again, and does not know. */
    private void wake(Configuration configuration) {
        any(configuration.removed())
                .map(gone -> new NodeName(gone.value()))
                .filter(name -> cluster.server(name).isEmpty())
                .ifPresent(name -> cluster.inject(new Injection.Start(new TreeSet<>(List.of(name))), _ -> {}));
    }

    /** One that waits, because nobody took the first request to add it; or a new one. */
    private NodeId newcomer(Configuration configuration) {
        Optional<NodeName> waiting = cluster.hosts().stream()
                .filter(name -> !configuration.has(new NodeId(name.value()))
                        && !configuration.removed().contains(new NodeId(name.value()))
                        && cluster.server(name).isPresent())
                .findFirst();
        if (waiting.isPresent() && random.nextBoolean()) {
            return new NodeId(waiting.get().value());
        }
        var name = new NodeName("n" + (100 + newcomers++));
        cluster.startNewcomer(name);
        return new NodeId(name.value());
    }

    private <T> Optional<T> any(List<T> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }
}
