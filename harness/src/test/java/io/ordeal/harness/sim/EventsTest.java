package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition.LeaderKnown;
import io.ordeal.server.events.Transition.Started;
import io.ordeal.server.events.Transition.Stopped;
import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What simulated nodes tell of themselves. */
class EventsTest {

    private static final NodeName N1 = new NodeName("n1");

    /** Ten seconds, in which n1 is killed and started again. */
    private static SimulatedCluster lived(long seed) {
        var cluster = SimulatedCluster.start(3, seed);
        var n1 = new TreeSet<>(Set.of(N1));
        cluster.timeline().schedule(Duration.ofSeconds(4), () -> cluster.inject(new Injection.Kill(n1), _ -> {}));
        cluster.timeline().schedule(Duration.ofSeconds(7), () -> cluster.inject(new Injection.Start(n1), _ -> {}));
        cluster.timeline().runUntil(() -> cluster.timeline().nanos() > 10_000_000_000L);
        return cluster;
    }

    private static String lines(SimulatedCluster cluster) {
        return cluster.nodes().stream()
                .flatMap(node -> cluster.events(node).stream())
                .map(Occurrence::line)
                .collect(Collectors.joining());
    }

    @Test
    void theSameSeedTellsTheSame() {
        String first = lines(lived(1));
        assertThat(lines(lived(1))).isEqualTo(first);
        assertThat(lines(lived(2))).isNotEqualTo(first);
    }

    @Test
    void aKilledNodeDoesNotTellOfItsEndButOfItsNextStart() {
        List<Occurrence> told = lived(1).events(N1);
        assertThat(told.stream().map(Occurrence::transition).filter(what -> what instanceof Started))
                .hasSize(2);
        assertThat(told.stream().map(Occurrence::transition)).noneMatch(what -> what instanceof Stopped);
        assertThat(told.getFirst().line())
                .startsWith("{\"time\":\"2014-10-01T00:00:00.000Z\",\"nanos\":0,\"node\":\"n1\"");
    }

    @Test
    void nobodyKnowsTwoLeadersOfATerm() {
        for (long seed = 1; seed <= 5; seed++) {
            SimulatedCluster cluster = lived(seed);
            var leaders = new TreeMap<Long, Set<NodeId>>();
            for (NodeName node : cluster.nodes()) {
                for (Occurrence told : cluster.events(node)) {
                    if (told.transition() instanceof LeaderKnown(NodeId leader)) {
                        leaders.computeIfAbsent(told.term(), _ -> new TreeSet<>())
                                .add(leader);
                    }
                }
            }
            assertThat(leaders).as("seed " + seed).isNotEmpty();
            assertThat(leaders.values()).as("seed " + seed).allMatch(known -> known.size() == 1);
        }
    }
}
