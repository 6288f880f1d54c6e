package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.sim.SimClock.Offset;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.fault.Skew;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.events.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster whose nodes do not agree on the time. */
class SkewTest {

    private static final String KEY = "/v2/keys/x";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLeaderWhoseWallClockJumpsAheadLetsKeysExpireEarly(long seed) {
        var visitor = new Visitor(SimulatedCluster.start(3, seed));
        visitor.pass(Duration.ofSeconds(5));
        NodeName leader = visitor.leader();
        assertThat(visitor.ask(leader, "PUT", KEY, "value=1&ttl=600").status()).isEqualTo(201);
        visitor.pass(Duration.ofSeconds(5));
        assertThat(visitor.get(leader, KEY).status()).isEqualTo(200);
        clock(visitor, leader).set(new Skew.Jump(Duration.ofMinutes(10)));
        visitor.pass(Duration.ofMillis(1_500));
        for (NodeName node : visitor.cluster().nodes()) {
            assertThat(visitor.get(node, KEY).status()).isEqualTo(404);
        }
        assertServes(visitor);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLeaderWhoseWallClockJumpsBackKeepsThemUntilItIsRightAgain(long seed) {
        var visitor = new Visitor(SimulatedCluster.start(3, seed));
        visitor.pass(Duration.ofSeconds(5));
        NodeName leader = visitor.leader();
        assertThat(visitor.ask(leader, "PUT", KEY, "value=1&ttl=4").status()).isEqualTo(201);
        clock(visitor, leader).set(new Skew.Jump(Duration.ofMinutes(-10)));
        visitor.pass(Duration.ofSeconds(20));
        assertThat(visitor.leader()).isEqualTo(leader);
        assertThat(visitor.get(leader, KEY).status()).isEqualTo(200);
        clock(visitor, leader).reset();
        visitor.pass(Duration.ofMillis(1_500));
        assertThat(visitor.get(leader, KEY).status()).isEqualTo(404);
        assertServes(visitor);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLeaderWhoIsTooSlowIsReplaced(long seed) {
        var visitor = new Visitor(SimulatedCluster.start(3, seed));
        visitor.pass(Duration.ofSeconds(5));
        NodeName old = visitor.leader();
        visitor.followers().forEach(node -> clock(visitor, node).set(new Skew.Drift(300)));
        clock(visitor, old).set(new Skew.Drift(10));
        visitor.pass(Duration.ofSeconds(10));
        assertThat(visitor.leader()).isNotEqualTo(old);
        visitor.cluster().nodes().forEach(node -> clock(visitor, node).reset());
        visitor.pass(Duration.ofSeconds(5));
        assertServes(visitor);
    }

    @Test
    void skewOutlivesTheProcess() {
        var visitor = new Visitor(SimulatedCluster.start(3, 1));
        visitor.pass(Duration.ofSeconds(5));
        NodeName node = visitor.followers().getFirst();
        clock(visitor, node).set(new Skew.Drift(200));
        clock(visitor, node).set(new Skew.Jump(Duration.ofHours(1)));
        visitor.cluster().inject(new Injection.Kill(new TreeSet<>(List.of(node))), _ -> {});
        visitor.pass(Duration.ofSeconds(2));
        visitor.cluster().inject(new Injection.Start(new TreeSet<>(List.of(node))), _ -> {});
        visitor.pass(Duration.ofSeconds(3));
        assertThat(clock(visitor, node).offset()).isEqualTo(new Offset(3_605_000, 200));
        Occurrence started = visitor.cluster().events(node).stream()
                .filter(occurrence ->
                        occurrence.nanos() >= Duration.ofSeconds(9).toNanos())
                .findFirst()
                .orElseThrow();
        assertThat(started.nanos()).isEqualTo(Duration.ofSeconds(9).toNanos());
        assertServes(visitor);
    }

    @Test
    void clustersGoOnWhateverTheirClocksDoAndTheSameWayEveryTime() {
        for (long seed = 1; seed <= 5; seed++) {
            List<Occurrence> events = torment(seed);
            assertThat(torment(seed)).isEqualTo(events);
        }
    }

    private static List<Occurrence> torment(long seed) {
        var visitor = new Visitor(SimulatedCluster.start(3, seed));
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            NodeName node = visitor.cluster().nodes().get(random.nextInt(3));
            SimClock clock = clock(visitor, node);
            switch (random.nextInt(4)) {
                case 0 -> clock.set(new Skew.Jump(Duration.ofMillis(random.nextInt(1, 100_000) - 100_001)));
                case 1 -> clock.set(new Skew.Drift(random.nextInt(101, 1_001)));
                case 2 -> clock.set(new Skew.Strobe(Duration.ofMillis(200), Duration.ofMillis(10)));
                default -> clock.reset();
            }
            visitor.pass(Duration.ofMillis(random.nextInt(300)));
        }
        visitor.cluster().nodes().forEach(node -> clock(visitor, node).reset());
        visitor.pass(Duration.ofSeconds(10));
        assertServes(visitor);
        return visitor.cluster().nodes().stream()
                .flatMap(node -> visitor.cluster().events(node).stream())
                .toList();
    }

    private static void assertServes(Visitor visitor) {
        for (NodeName node : visitor.cluster().nodes()) {
            assertThat(visitor.ask(node, "PUT", "/v2/keys/y", "value=1").status())
                    .isIn(200, 201);
        }
        assertThat(visitor.cluster().findings()).isEmpty();
    }

    private static SimClock clock(Visitor visitor, NodeName node) {
        try {
            var hosts = SimulatedCluster.class.getDeclaredField("hosts");
            hosts.setAccessible(true);
            var byName = (SortedMap<?, ?>) Objects.requireNonNull(hosts.get(visitor.cluster()));
            return ((SimNode) Objects.requireNonNull(byName.get(node))).clock();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the cluster has no hosts", e);
        }
    }
}
