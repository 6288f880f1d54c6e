package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A small cluster whose members change all the time, while it falls apart and together and loses its power. Nobody
 * looks at what clients see; afterwards every member must serve.
 */
final class Upheaval {

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Duration limit;

    private Upheaval(long seed, Duration limit) {
        this.cluster = SimulatedCluster.start(3, seed);
        this.random = new SplittableRandom(seed);
        this.limit = limit;
    }

    /** What was broken. */
    static List<String> findings(long seed, Duration limit) {
        var upheaval = new Upheaval(seed, limit);
        upheaval.go();
        var findings = new ArrayList<>(upheaval.cluster.findings());
        if (!findings.isEmpty()) {
            findings.add("seed " + seed + "\n" + upheaval.cluster.told());
        }
        upheaval.cluster.close();
        return findings;
    }

    private void go() {
        new Churn(cluster, random.split(), limit, 60, 1).go();
        torment();
        write();
        cluster.timeline().runUntil(() -> isOver() || isBroken());
        cluster.inject(new Injection.Heal(), _ -> {});
        cluster.timeline().runUntil(() -> cluster.timeline().nanos() > limit.toNanos() || isBroken());
        var served = new TreeSet<NodeName>();
        ask(served);
        long end = limit.plus(RECOVERY).toNanos();
        cluster.timeline()
                .runUntil(() ->
                        isRecovered(served) || isBroken() || cluster.timeline().nanos() > end);
        if (!isBroken() && !isRecovered(served)) {
            cluster.report("liveness: " + RECOVERY + " after everything was cured, of " + cluster.nodes() + " only "
                    + served + " serve, and " + strays() + " were removed and do not stop");
        }
    }

    private boolean isRecovered(Set<NodeName> served) {
        return served.containsAll(cluster.nodes()) && strays().isEmpty();
    }

    /** Those that run although they were removed, and know somebody who could tell them. */
    private List<NodeName> strays() {
        Configuration latest = cluster.configuration().orElse(Configuration.NONE);
        return cluster.hosts().stream()
                .filter(name -> latest.removed().contains(new NodeId(name.value()))
                        && cluster.server(name)
                                .flatMap(server -> Optional.ofNullable(server.raft()))
                                .filter(raft -> raft.configuration().electorate().stream()
                                        .anyMatch(latest::has))
                                .isPresent())
                .toList();
    }

    private boolean isOver() {
        return cluster.timeline().nanos() >= limit.toNanos();
    }

    private boolean isBroken() {
        return !cluster.findings().isEmpty();
    }

    private void torment() {
        cluster.timeline().schedule(Duration.ofMillis(random.nextInt(1, 400)), () -> {
            if (isOver()) {
                return;
            }
            switch (random.nextInt(5)) {
                case 0 -> cluster.inject(new Injection.Heal(), _ -> {});
                case 1, 2 -> part();
                default ->
                    fail(cluster.hosts().get(random.nextInt(cluster.hosts().size())));
            }
            torment();
        });
    }

    private void part() {
        var one = new ArrayList<NodeName>();
        var other = new ArrayList<NodeName>();
        cluster.hosts().forEach(name -> (random.nextBoolean() ? one : other).add(name));
        cluster.inject(new Injection.Cut(Grudge.between(List.of(one, other))), _ -> {});
    }

    /** The power fails, and comes back. */
    private void fail(NodeName name) {
        if (cluster.server(name).isPresent()) {
            var target = new TreeSet<>(List.of(name));
            cluster.inject(new Injection.Kill(target), _ -> {});
            cluster.timeline()
                    .schedule(
                            Duration.ofMillis(random.nextInt(1, 500)),
                            () -> cluster.inject(new Injection.Start(target), _ -> {}));
        }
    }

    private void write() {
        cluster.timeline().schedule(Duration.ofMillis(random.nextInt(1, 40)), () -> {
            if (!isOver()) {
                put(cluster.nodes().get(random.nextInt(cluster.nodes().size())), () -> {});
                write();
            }
        });
    }

    private void ask(Set<NodeName> served) {
        cluster.nodes().forEach(name -> put(name, () -> served.add(name)));
        cluster.timeline().schedule(Duration.ofMillis(200), () -> ask(served));
    }

    private void put(NodeName node, Runnable done) {
        cluster.connect(node).send(new Call("PUT", "/v2/keys/" + random.nextInt(9), "value=1"), reply -> {
            if (reply instanceof Reply.Answered(int status, var _, String _) && status < 300) {
                done.run();
            }
        });
    }
}
