package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for a time goes when that is over, on all nodes alike. */
class ExpiryTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aKeyGoesWithinHalfASecondOfItsEndTtl02(long seed) {
        var cluster = SimulatedCluster.start(3, seed);
        pass(cluster, Duration.ofSeconds(5));
        NodeName leader = leader(cluster);
        long before = cluster.timeline().nanos();
        assertThat(ask(cluster, leader, "PUT", "value=1&ttl=4").status()).isEqualTo(201);
        long after = cluster.timeline().nanos();
        pass(cluster, Duration.ofNanos(before + Duration.ofMillis(3_990).toNanos() - after));
        assertThat(ask(cluster, leader, "GET", "").status()).isEqualTo(200);
        long latest = after + Duration.ofMillis(4_700).toNanos();
        pass(cluster, Duration.ofNanos(latest - cluster.timeline().nanos()));
        assertGoneAtOneIndex(cluster);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aKeyGoesThoughItsLeaderIsGoneTtl06(long seed) {
        var cluster = SimulatedCluster.start(3, seed);
        pass(cluster, Duration.ofSeconds(5));
        NodeName old = leader(cluster);
        assertThat(ask(cluster, old, "PUT", "value=1&ttl=8").status()).isEqualTo(201);
        cluster.inject(new Injection.Kill(new TreeSet<>(List.of(old))), _ -> {});
        pass(cluster, Duration.ofSeconds(5));
        assertThat(ask(cluster, leader(cluster), "GET", "").status()).isEqualTo(200);
        cluster.inject(new Injection.Start(new TreeSet<>(List.of(old))), _ -> {});
        pass(cluster, Duration.ofSeconds(6));
        assertGoneAtOneIndex(cluster);
    }

    @Test
    void thousandsGoOneAfterAnother() {
        var cluster = SimulatedCluster.start(3, 1);
        pass(cluster, Duration.ofSeconds(5));
        NodeName leader = leader(cluster);
        for (int key = 0; key < 2500; key++) {
            cluster.connect(leader).send(new Call("PUT", "/v2/keys/many/" + key, "value=1&ttl=10"), _ -> {});
        }
        pass(cluster, Duration.ofSeconds(5));
        assertThat(ask(cluster, leader, "GET", "/many/2499", "").status()).isEqualTo(200);
        pass(cluster, Duration.ofMillis(5_900));
        for (NodeName node : cluster.nodes()) {
            assertThat(ask(cluster, node, "GET", "/many", "").headers()).containsEntry("x-etcd-index", "5000");
        }
    }

    /** That the nodes went through equal states on the way there, the invariants of the cluster see. */
    private static void assertGoneAtOneIndex(SimulatedCluster cluster) {
        for (NodeName node : cluster.nodes()) {
            Reply.Answered answer = ask(cluster, node, "GET", "");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers()).containsEntry("x-etcd-index", "2");
        }
        assertThat(cluster.findings()).isEmpty();
    }

    private static Reply.Answered ask(SimulatedCluster cluster, NodeName node, String method, String form) {
        return ask(cluster, node, method, "/x", form);
    }

    private static Reply.Answered ask(SimulatedCluster cluster, NodeName node, String method, String key, String form) {
        var replies = new ArrayList<Reply>();
        cluster.connect(node).send(new Call(method, "/v2/keys" + key, form), replies::add);
        cluster.timeline().runUntil(() -> !replies.isEmpty());
        return (Reply.Answered) replies.getFirst();
    }

    private static NodeName leader(SimulatedCluster cluster) {
        var views = new ArrayList<View>();
        cluster.observe(views::add);
        cluster.timeline().runUntil(() -> !views.isEmpty());
        return views.getFirst().leaders().getFirst();
    }

    private static void pass(SimulatedCluster cluster, Duration time) {
        long end = cluster.timeline().nanos() + time.toNanos();
        cluster.timeline().schedule(time, () -> {});
        cluster.timeline().runUntil(() -> cluster.timeline().nanos() >= end);
    }
}
