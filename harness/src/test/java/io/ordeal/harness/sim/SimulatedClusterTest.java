package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedClusterTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void electsOneLeader(int size) {
        var cluster = SimulatedCluster.start(size, 7);
        pass(cluster, Duration.ofSeconds(5));
        assertThat(view(cluster).leaders()).hasSize(1);
        assertThat(cluster.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void electsNewLeaderAfterOldOneIsKilled(long seed) {
        var cluster = SimulatedCluster.start(5, seed);
        pass(cluster, Duration.ofSeconds(5));
        NodeName old = view(cluster).leaders().getFirst();
        Evidence killed = inject(cluster, new Injection.Kill(new TreeSet<>(List.of(old))));
        assertThat(killed.tookEffect()).isTrue();
        pass(cluster, Duration.ofSeconds(5));
        assertThat(view(cluster).leaders()).hasSize(1).doesNotContain(old);
        assertThat(view(cluster).down()).containsExactly(old);
        inject(cluster, new Injection.Start(new TreeSet<>(List.of(old))));
        pass(cluster, Duration.ofSeconds(5));
        assertThat(view(cluster).leaders()).hasSize(1);
        assertThat(cluster.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isolatedLeaderStepsDownAndAMajorityElectsAnother(long seed) {
        var cluster = SimulatedCluster.start(5, seed);
        pass(cluster, Duration.ofSeconds(5));
        NodeName old = view(cluster).leaders().getFirst();
        var others = new ArrayList<>(cluster.nodes());
        others.remove(old);
        inject(cluster, new Injection.Cut(Grudge.between(List.of(List.of(old), others))));
        pass(cluster, Duration.ofSeconds(5));
        assertThat(view(cluster).leaders()).hasSize(1).doesNotContain(old);
        Evidence healed = inject(cluster, new Injection.Heal());
        assertThat(healed.tookEffect()).isTrue();
        pass(cluster, Duration.ofSeconds(5));
        assertThat(view(cluster).leaders()).hasSize(1);
        assertThat(cluster.findings()).isEmpty();
    }

    private static void pass(Cluster cluster, Duration time) {
        long end = cluster.timeline().nanos() + time.toNanos();
        cluster.timeline().schedule(time, () -> {});
        cluster.timeline().runUntil(() -> cluster.timeline().nanos() >= end);
    }

    private static View view(Cluster cluster) {
        var views = new ArrayList<View>();
        cluster.observe(views::add);
        cluster.timeline().runUntil(() -> !views.isEmpty());
        return views.getFirst();
    }

    private static Evidence inject(Cluster cluster, Injection injection) {
        var evidence = new ArrayList<Evidence>();
        cluster.inject(injection, evidence::add);
        cluster.timeline().runUntil(() -> !evidence.isEmpty());
        return evidence.getFirst();
    }
}
