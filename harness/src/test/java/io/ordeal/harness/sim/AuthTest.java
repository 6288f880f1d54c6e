package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and roles are the same on all nodes, and outlive them. */
class AuthTest {

    private static final String ROOT = "{\"user\":\"root\",\"password\":\"p\"}";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatOneNodeIsToldHoldsOnAllOfThemAndAfterARestartAuth07(long seed) {
        var cluster = SimulatedCluster.start(3, seed);
        var visitor = new Visitor(cluster);
        visitor.pass(Duration.ofSeconds(5));
        for (NodeName node : visitor.followers()) {
            visitor.ask(node, "PUT", "/v2/auth/users/root", ROOT);
        }
        NodeName first = cluster.nodes().getFirst();
        assertThat(visitor.ask(first, "PUT", "/v2/auth/enable", "").status()).isEqualTo(200);
        visitor.pass(Duration.ofSeconds(1));
        assertStrangersAreAsked(cluster, visitor);
        NodeName leader = visitor.leader();
        cluster.inject(new Injection.Kill(new TreeSet<>(List.of(leader))), _ -> {});
        visitor.pass(Duration.ofSeconds(5));
        cluster.inject(new Injection.Start(new TreeSet<>(List.of(leader))), _ -> {});
        visitor.pass(Duration.ofSeconds(5));
        assertStrangersAreAsked(cluster, visitor);
        var state = cluster.server(first).orElseThrow().state().auth();
        for (NodeName node : cluster.nodes()) {
            assertThat(cluster.server(node).orElseThrow().state().auth()).isEqualTo(state);
        }
        assertThat(cluster.findings()).isEmpty();
    }

    private static void assertStrangersAreAsked(SimulatedCluster cluster, Visitor visitor) {
        for (NodeName node : cluster.nodes()) {
            assertThat(visitor.get(node, "/v2/auth/enable").body()).isEqualTo("{\"enabled\":true}\n");
            assertThat(visitor.get(node, "/v2/auth/users").status()).isEqualTo(401);
            assertThat(visitor.get(node, "/v2/keys/").status()).as("guests may").isEqualTo(200);
        }
    }
}
