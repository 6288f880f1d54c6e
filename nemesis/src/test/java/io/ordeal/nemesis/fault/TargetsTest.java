package io.ordeal.nemesis.fault;

import static io.ordeal.nemesis.fault.Views.healthy;
import static io.ordeal.nemesis.fault.Views.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetsTest {

    static IntStream sizes() {
        return IntStream.rangeClosed(1, 7);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aMinorityIsAsManyAsLeaveAMajorityStanding(int size) {
        assertThat(killed(new Target.Minority(), healthy(size), 1)).hasSize((size - 1) / 2);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aMajorityIsMoreThanHalfButNoMore(int size) {
        assertThat(killed(new Target.Majority(), healthy(size), 1)).hasSize(size / 2 + 1);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void oneIsOneAndAllIsAll(int size) {
        assertThat(killed(new Target.One(), healthy(size), 1)).hasSize(1);
        assertThat(killed(new Target.All(), healthy(size), 1)).hasSize(size);
    }

    @Test
    void everybodyCanBeTheOne() {
        var struck = new TreeSet<NodeName>();
        IntStream.range(0, 200).forEach(seed -> struck.addAll(killed(new Target.One(), healthy(5), seed)));
        assertThat(struck).isEqualTo(names("n1", "n2", "n3", "n4", "n5"));
    }

    @Test
    void theLeaderIsTheOneWithTheHighestTermThatIsStillThere() {
        assertThat(killed(new Target.Leader(), healthy(5, "n2"), 1)).isEqualTo(names("n2"));
        View oldLeaderDown = new View(Views.nodes(3), Views.nodes(3).subList(0, 2), names("n1"), names());
        assertThat(killed(new Target.Leader(), oldLeaderDown, 1)).isEqualTo(names("n2"));
    }

    @Test
    void withoutALeaderARandomNodeStandsInAndTheRemarkSaysSo() {
        Resolution resolution = kill(new Target.Leader(), healthy(5), 1);
        assertThat(resolution.remark()).contains("no leader known, a node at random instead");
        assertThat(((Injection.Kill) resolution.injection()).nodes()).hasSize(1);
    }

    @Test
    void nobodyIsKilledTwice() {
        View view = Views.with(5, names("n1", "n3"), names("n2"), "n1");
        for (int seed = 0; seed < 200; seed++) {
            assertThat(killed(new Target.All(), view, seed)).isEqualTo(names("n2", "n4", "n5"));
            assertThat(killed(new Target.One(), view, seed)).doesNotContainAnyElementsOf(names("n1", "n3"));
            assertThat(killed(new Target.Leader(), view, seed)).doesNotContainAnyElementsOf(names("n1", "n3"));
        }
    }

    @Test
    void nobodyIsPausedWhoIsDownOrPaused() {
        View view = Views.with(5, names("n1"), names("n2"));
        assertThat(paused(new Target.All(), view)).isEqualTo(names("n3", "n4", "n5"));
    }

    @Test
    void aMinorityCountsThoseThatAreOutAlready() {
        View oneDown = Views.with(5, names("n1"), names());
        assertThat(killed(new Target.Minority(), oneDown, 1)).hasSize(1).doesNotContain(new NodeName("n1"));
        View twoPaused = Views.with(5, names(), names("n1", "n2"));
        assertThat(killed(new Target.Minority(), twoPaused, 1)).isEqualTo(names("n1", "n2"));
        assertThat(paused(new Target.Minority(), twoPaused)).isEqualTo(names());
    }

    @Test
    void aNamedNodeIsTheNamedNode() {
        var third = new Target.Named(new NodeName("n3"));
        assertThat(killed(third, healthy(5), 1)).isEqualTo(names("n3"));
        Resolution again = kill(third, Views.with(5, names("n3"), names()), 1);
        assertThat(again)
                .isEqualTo(new Resolution(new Injection.Kill(names()), Optional.of("n3 is down or paused already")));
    }

    @Test
    void aNodeThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> kill(new Target.Named(new NodeName("n9")), healthy(3), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no node n9 among [n1, n2, n3]");
    }

    @Test
    void curesReachEveryoneWhoNeedsThem() {
        View view = Views.with(5, names("n1"), names("n2", "n4"));
        var random = new SplittableRandom(1);
        assertThat(Resolution.of(new Fault.Start(), view, random).injection())
                .isEqualTo(new Injection.Start(names("n1")));
        assertThat(Resolution.of(new Fault.Resume(), view, random).injection())
                .isEqualTo(new Injection.Resume(names("n2", "n4")));
        assertThat(Resolution.of(new Fault.Heal(), view, random).injection()).isEqualTo(new Injection.Heal());
    }

    private static SortedSet<NodeName> killed(Target target, View view, long seed) {
        return ((Injection.Kill) kill(target, view, seed).injection()).nodes();
    }

    private static SortedSet<NodeName> paused(Target target, View view) {
        Resolution resolution = Resolution.of(new Fault.Pause(target), view, new SplittableRandom(1));
        return ((Injection.Pause) resolution.injection()).nodes();
    }

    private static Resolution kill(Target target, View view, long seed) {
        return Resolution.of(new Fault.Kill(target), view, new SplittableRandom(seed));
    }
}
