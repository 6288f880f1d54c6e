package io.ordeal.harness.sim;

import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * While members come and go, the network falls in two again and again, often between the founders and those who came
 * later; and of those, some are killed and started again. What is decided by too few is decided otherwise elsewhere.
 */
final class Rift {

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Duration limit;

    Rift(SimulatedCluster cluster, SplittableRandom random, Duration limit) {
        this.cluster = cluster;
        this.random = random;
        this.limit = limit;
    }

    void go() {
        cluster.inject(new Injection.Heal(), _ -> {});
        cluster.inject(new Injection.Start(new TreeSet<>(cluster.newcomers())), _ -> {});
        if (cluster.timeline().nanos() >= limit.toNanos()) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> divide(cluster.nodes(), cluster.newcomers());
            case 2 -> divideAnyhow();
            default ->
                any(cluster.newcomers())
                        .forEach(node -> cluster.inject(new Injection.Kill(new TreeSet<>(List.of(node))), _ -> {}));
        }
        cluster.timeline().schedule(Duration.ofMillis(random.nextInt(100, 1500)), this::go);
    }

    private void divideAnyhow() {
        var all = new ArrayList<>(cluster.nodes());
        all.addAll(cluster.newcomers());
        List<NodeName> some = any(all);
        all.removeAll(some);
        divide(some, all);
    }

    private List<NodeName> any(List<NodeName> nodes) {
        return nodes.stream().filter(_ -> random.nextBoolean()).toList();
    }

    private void divide(List<NodeName> some, List<NodeName> others) {
        cluster.inject(new Injection.Cut(Grudge.between(List.of(some, others))), _ -> {});
    }
}
