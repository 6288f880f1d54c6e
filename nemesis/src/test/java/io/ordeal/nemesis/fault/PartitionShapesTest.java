package io.ordeal.nemesis.fault;

import static io.ordeal.nemesis.fault.Views.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionShapesTest {

    private static final int SEEDS = 200;
    private static final NodeName LEADER = new NodeName("n1");

    static IntStream sizes() {
        return IntStream.rangeClosed(1, 7);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void nobodyRefusesToHearItself(Shape shape) {
        sizes().forEach(size -> seeds().forEach(seed -> {
            Grudge grudge = cut(shape, healthy(size, "n1"), seed);
            assertThat(Views.nodes(size)).noneMatch(node -> grudge.cuts(node, node));
        }));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapeReallyCutsSomethingFromThreeNodesOn(Shape shape) {
        IntStream.rangeClosed(3, 7)
                .forEach(size -> seeds().forEach(seed -> assertThat(
                                cut(shape, healthy(size, "n1"), seed).ignored())
                        .as("%d nodes, seed %d", size, seed)
                        .isNotEmpty()));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theSameSeedCutsTheSame(Shape shape) {
        assertThat(cut(shape, healthy(5, "n1"), 42)).isEqualTo(cut(shape, healthy(5, "n1"), 42));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void onlyTheOneWayShapesAreOneWay(Shape shape) {
        boolean oneWay =
                List.of(Shape.LEADER_DEAF, Shape.LEADER_MUTE, Shape.SOME_LINKS).contains(shape);
        View view = healthy(5, "n1");
        seeds().forEach(seed -> {
            Grudge grudge = cut(shape, view, seed);
            boolean asymmetric = view.nodes().stream()
                    .anyMatch(a -> view.nodes().stream().anyMatch(b -> grudge.cuts(a, b) != grudge.cuts(b, a)));
            assertThat(asymmetric).isEqualTo(oneWay);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void halvesAreTwoGroupsThatSeeNothingOfEachOther(int size) {
        seeds().forEach(seed -> {
            View view = healthy(size);
            Grudge grudge = cut(Shape.HALVES, view, seed);
            var groups = new HashSet<Set<NodeName>>();
            view.nodes().forEach(node -> groups.add(heard(grudge, view, node)));
            assertThat(groups).hasSize(size == 1 ? 1 : 2);
            assertThat(groups.stream().mapToInt(Set::size).sum()).isEqualTo(size);
            assertThat(groups).allMatch(group -> group.size() == size / 2 || group.size() == (size + 1) / 2);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aMinoritySeesOnlyItselfAndIsOfAnySize(int size) {
        View view = healthy(size);
        var seen = new HashSet<Integer>();
        seeds().forEach(seed -> {
            Grudge grudge = cut(Shape.MINORITY, view, seed);
            List<NodeName> minority = view.nodes().stream()
                    .filter(node -> heard(grudge, view, node).size() <= size / 2)
                    .toList();
            minority.forEach(node -> assertThat(heard(grudge, view, node)).isEqualTo(Set.copyOf(minority)));
            seen.add(minority.size());
        });
        assertThat(seen).hasSize(Math.max(1, (size - 1) / 2));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theLeaderIsInTheLargestMinority(int size) {
        View view = healthy(size, "n1");
        seeds().forEach(seed -> {
            Set<NodeName> around = heard(cut(Shape.LEADER_IN_MINORITY, view, seed), view, LEADER);
            assertThat(around).contains(LEADER).hasSize(size < 3 ? 1 : (size - 1) / 2);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void halfOfAllPairsAreCutInOneDirection(int size) {
        View view = healthy(size);
        seeds().forEach(seed -> {
            Grudge grudge = cut(Shape.SOME_LINKS, view, seed);
            int pairs = size * (size - 1) / 2;
            assertThat(grudge.ignored().values().stream().mapToInt(Set::size).sum())
                    .isEqualTo((pairs + 1) / 2);
        });
    }

    @Test
    void groupsAndLinksAreCutAsTheyAreNamed() {
        View view = healthy(4);
        Grudge groups = cut("partition n1 n2 | n3", view);
        assertThat(heard(groups, view, LEADER)).isEqualTo(Views.names("n1", "n2"));
        assertThat(heard(groups, view, new NodeName("n4")))
                .as("who is in no group")
                .isEqualTo(Views.names("n4"));
        Grudge links = cut("partition n1>n2 n3>n2 n2>n1", view);
        assertThat(heard(links, view, new NodeName("n2"))).isEqualTo(Views.names("n2", "n4"));
        assertThat(heard(links, view, LEADER)).isEqualTo(Views.names("n1", "n3", "n4"));
        assertThat(heard(links, view, new NodeName("n3"))).hasSize(4);
    }

    private static Grudge cut(String fault, View view) {
        return ((Injection.Cut) Resolution.of(Fault.parse(fault), view, new SplittableRandom(1))
                        .injection())
                .grudge();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theRingGivesEveryoneAMajorityButNoTwoTheSame(int size) {
        seeds().forEach(seed -> {
            View view = healthy(size);
            Grudge grudge = cut(Shape.MAJORITIES_RING, view, seed);
            var majorities = new HashSet<Set<NodeName>>();
            for (NodeName node : view.nodes()) {
                Set<NodeName> heard = heard(grudge, view, node);
                assertThat(heard).contains(node).hasSizeGreaterThanOrEqualTo(view.majority());
                majorities.add(heard);
            }
            assertThat(majorities).hasSize(size < 3 ? 1 : size);
        });
    }

    @Test
    void theRingOfFiveGivesEveryoneTwoNeighbours() {
        seeds().forEach(seed -> {
            View view = healthy(5);
            Grudge grudge = cut(Shape.MAJORITIES_RING, view, seed);
            assertThat(view.nodes()).allMatch(node -> heard(grudge, view, node).size() == 3);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aBridgeSeesEverybodyAndTheRestOnlyTheirHalfAndTheBridge(int size) {
        seeds().forEach(seed -> {
            View view = healthy(size);
            Grudge grudge = cut(Shape.BRIDGE, view, seed);
            List<NodeName> bridges = view.nodes().stream()
                    .filter(node -> heard(grudge, view, node).size() == size)
                    .toList();
            assertThat(bridges).hasSize(size < 3 ? size : 1);
            view.nodes().stream()
                    .filter(node -> !bridges.contains(node))
                    .forEach(node -> assertThat(heard(grudge, view, node))
                            .containsAll(bridges)
                            .hasSizeBetween((size - 1) / 2 + 1, size / 2 + 1));
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theLeaderIsIsolatedBothWaysDeafOrMute(int size) {
        View view = healthy(size, "n1");
        seeds().forEach(seed -> view.nodes().stream()
                .filter(node -> !node.equals(LEADER))
                .forEach(other -> {
                    cuts(cut(Shape.ISOLATE_LEADER, view, seed), other, true, true);
                    cuts(cut(Shape.LEADER_DEAF, view, seed), other, true, false);
                    cuts(cut(Shape.LEADER_MUTE, view, seed), other, false, true);
                }));
    }

    @Test
    void theRestStaysTogetherWhenOneIsIsolated() {
        View view = healthy(5, "n1");
        Grudge grudge = cut(Shape.ISOLATE_LEADER, view, 1);
        assertThat(heard(grudge, view, new NodeName("n2"))).isEqualTo(Views.names("n2", "n3", "n4", "n5"));
    }

    @Test
    void withoutALeaderARandomNodeStandsInAndTheRemarkSaysSo() {
        Resolution resolution = Resolution.of(new Partition(Shape.ISOLATE_LEADER), healthy(5), new SplittableRandom(1));
        assertThat(resolution.remark()).contains("no leader known, a node at random instead");
        assertThat(((Injection.Cut) resolution.injection()).grudge().ignored()).hasSize(5);
        assertThat(Resolution.of(new Partition(Shape.ISOLATE_LEADER), healthy(5, "n2"), new SplittableRandom(1))
                        .remark())
                .isEqualTo(Optional.empty());
    }

    @Test
    void aClusterThatIsAllDownCanStillBeCut() {
        View view = Views.with(3, Views.names("n1", "n2", "n3"), Views.names());
        assertThat(cut(Shape.LEADER_DEAF, view, 1).ignored()).hasSize(1);
    }

    private static void cuts(Grudge grudge, NodeName other, boolean toLeader, boolean fromLeader) {
        assertThat(grudge.cuts(other, LEADER)).isEqualTo(toLeader);
        assertThat(grudge.cuts(LEADER, other)).isEqualTo(fromLeader);
    }

    private static Set<NodeName> heard(Grudge grudge, View view, NodeName node) {
        var heard = new TreeSet<NodeName>();
        view.nodes().stream().filter(other -> !grudge.cuts(other, node)).forEach(heard::add);
        return heard;
    }

    private static Grudge cut(Shape shape, View view, long seed) {
        Resolution resolution = Resolution.of(new Partition(shape), view, new SplittableRandom(seed));
        return ((Injection.Cut) resolution.injection()).grudge();
    }

    private static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }
}
