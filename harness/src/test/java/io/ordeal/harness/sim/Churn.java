package io.ordeal.harness.sim;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.raft.Change;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Members come and go, and leaders hand on, while everything else goes on. Those that clients know stay. */
final class Churn {

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Duration limit;
    private final List<NodeId> core;
    private int newcomers;

    Churn(SimulatedCluster cluster, SplittableRandom random, Duration limit) {
        this.cluster = cluster;
        this.random = random;
        this.limit = limit;
        this.core =
                cluster.nodes().stream().map(name -> new NodeId(name.value())).toList();
    }

    void go() {
        if (cluster.timeline().nanos() >= limit.toNanos()) {
            return;
        }
        List<NodeName> asked = cluster.nodes();
        NodeName node = asked.get(random.nextInt(asked.size()));
        cluster.server(node)
                .map(server -> server.raft())
                .map(RaftState::configuration)
                .ifPresent(configuration -> change(node, configuration));
        cluster.timeline().schedule(Duration.ofMillis(random.nextInt(1, 600)), this::go);
    }

    private void change(NodeName node, Configuration configuration) {
        List<NodeId> mortal =
                configuration.nodes().stream().filter(id -> !core.contains(id)).toList();
        switch (random.nextInt(4)) {
            case 0 -> {
                NodeId heir = any(configuration.voters()).orElse(core.getFirst());
                cluster.nodes().forEach(name -> cluster.run(name, server -> server.transferTo(heir)));
            }
            case 1 -> {
                if (mortal.size() > 3 || random.nextInt(3) == 0) {
                    List<NodeId> gone = Stream.generate(() -> any(mortal))
                            .limit(random.nextInt(1, 4))
                            .flatMap(Optional::stream)
                            .toList();
                    cluster.run(node, server -> server.reconfigure(new Change.Remove(gone)));
                }
            }
            default -> {
                if (mortal.size() < 5) {
                    var name = new NodeName("n" + (100 + newcomers++));
                    cluster.startNewcomer(name);
                    Change add = new Change.Add(new NodeId(name.value()), "http://" + name);
                    cluster.run(node, server -> server.reconfigure(add));
                }
            }
        }
    }

    private Optional<NodeId> any(List<NodeId> nodes) {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.get(random.nextInt(nodes.size())));
    }
}
