package io.ordeal.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.contract.Subject.Done;
import io.ordeal.nemesis.cluster.Cluster;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.fault.Shape;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.FaultPackages;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every fault must do in every cluster: it takes effect, seen from outside; it is cured; and both are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultContract {

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final int COMPOSITIONS = 20;

    private Subject subject;

    /** A cluster of five that serves, or soon will. */
    abstract Cluster open();

    @BeforeAll
    void begin() {
        subject = new Subject(open(), 1);
        subject.demandHealth(RECOVERY, "its start");
    }

    @AfterEach
    void everythingIsGoodAgain() {
        for (String cure : List.of("heal", "disarm", "resume", "start", "reset-clocks")) {
            subject.inject(cure);
        }
        subject.demandHealth(RECOVERY, "all cures");
    }

    @AfterAll
    void end() {
        subject.close();
    }

    private static NodeName only(Iterable<NodeName> nodes) {
        return nodes.iterator().next();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aPartitionCutsWhatItSays(Shape shape) {
        Done cut = subject.inject(new Fault.Partition(shape));
        assertThat(cut.evidence().tookEffect()).isTrue();
        Grudge grudge = ((Injection.Cut) cut.resolution().injection()).grudge();
        List<NodeName> cutOff = subject.nodes().stream()
                .filter(node -> seesNoMajority(grudge, node))
                .toList();
        subject.pass(Duration.ofSeconds(2));
        for (NodeName node : cutOff) {
            assertThat(subject.isAlive(node))
                    .as("%s is reached by clients", node)
                    .isTrue();
            assertThat(subject.serves(node)).as("%s is cut off", node).isFalse();
        }
        Done healed = subject.inject("heal");
        assertThat(healed.evidence().tookEffect()).as(healed.toString()).isTrue();
        subject.demandHealth(RECOVERY, "the partition");
    }

    private boolean seesNoMajority(Grudge grudge, NodeName node) {
        long seen = subject.nodes().stream()
                .filter(other -> !grudge.cuts(other, node) && !grudge.cuts(node, other))
                .count();
        return seen <= subject.nodes().size() / 2;
    }

    @Test
    void groupsAndLinksAreCutAsTheyAreWritten() {
        Done groups = subject.inject("partition n1 n2 | n3 n4 n5");
        assertThat(groups.evidence().tookEffect()).isTrue();
        subject.pass(Duration.ofSeconds(2));
        assertThat(subject.serves(new NodeName("n1"))).isFalse();
        assertThat(subject.serves(new NodeName("n5"))).isTrue();
        Done links = subject.inject("partition n1>n2 n1>n3 n1>n4 n1>n5");
        assertThat(links.evidence().tookEffect()).isTrue();
        subject.pass(Duration.ofSeconds(2));
        assertThat(subject.serves(new NodeName("n1"))).as("it is not heard").isFalse();
        assertThat(subject.serves(new NodeName("n2"))).isTrue();
    }

    @Test
    void whoIsKilledIsGoneUntilItIsStarted() {
        goneUntilStarted("kill minority");
    }

    @Test
    void whoIsTerminatedIsGoneUntilItIsStarted() {
        goneUntilStarted("terminate leader");
    }

    private void goneUntilStarted(String fault) {
        Done killed = subject.inject(fault);
        assertThat(killed.evidence().tookEffect()).as(killed.toString()).isTrue();
        var gone = subject.view().down();
        assertThat(gone).isNotEmpty();
        for (NodeName node : gone) {
            assertThat(subject.ask(node, new Call("GET", "/v2/keys/", "")))
                    .get()
                    .isInstanceOf(Reply.Refused.class);
            assertThat(killed.evidence().facts()).containsKey(node.value());
        }
        Done started = subject.inject("start");
        assertThat(started.evidence().tookEffect()).as(started.toString()).isTrue();
        subject.demandHealth(RECOVERY, fault);
    }

    @Test
    void whoIsPausedSaysNothingUntilItIsResumed() {
        Done paused = subject.inject("pause leader");
        assertThat(paused.evidence().tookEffect()).isTrue();
        NodeName node = only(subject.view().paused());
        assertThat(subject.ask(node, new Call("GET", "/v2/keys/", ""))).isEmpty();
        assertThat(subject.inject("resume").evidence().tookEffect()).isTrue();
        assertThat(subject.isAlive(node)).isTrue();
    }

    @Test
    void anAmbushKillsWhoeverIsElected() {
        ambushed("ambush victory", "\"to\":\"leader\"");
    }

    @Test
    void anAmbushKillsWhoeverStandsForElection() {
        ambushed("ambush election", "\"to\":\"candidate\"");
    }

    private void ambushed(String fault, String occasion) {
        assertThat(subject.inject(fault).evidence().tookEffect()).isTrue();
        assertThat(subject.view().down()).as("nothing has happened yet").isEmpty();
        NodeName leader = only(
                ((Injection.Kill) subject.inject("kill leader").resolution().injection()).nodes());
        var down = new TreeSet<NodeName>();
        for (int look = 0; look < 100 && down.size() < 2; look++) {
            subject.pass(Duration.ofMillis(100));
            down.addAll(subject.view().down());
        }
        assertThat(down).as("the leader, and the victim").hasSize(2).contains(leader);
        Done disarmed = subject.inject("disarm");
        assertThat(disarmed.evidence().tookEffect()).as(disarmed.toString()).isTrue();
        down.remove(leader);
        assertThat(disarmed.evidence().facts())
                .containsEntry("victim", only(down).value());
        assertThat(String.valueOf(disarmed.evidence().facts().get("at"))).contains(occasion);
        assertThat(subject.view().down()).as("the victim runs again").containsExactly(leader);
    }

    @Test
    void anAmbushThatMetNobodyHadNoEffect() {
        subject.inject("ambush election");
        subject.pass(Duration.ofMillis(500));
        assertThat(subject.inject("disarm").evidence().tookEffect()).isFalse();
    }

    /** A key that lives for a minute is gone at once where a leader's clock jumps by two. */
    @Test
    void aClockThatJumpsIsSeenInWhatExpires() {
        subject.write("mortal", "value=1&ttl=60");
        Done jumped = subject.inject("clock all jump +2m");
        assertThat(jumped.evidence().tookEffect()).as(jumped.toString()).isTrue();
        for (NodeName node : subject.nodes()) {
            assertThat(String.valueOf(jumped.evidence().facts().get(node.value())))
                    .matches("wall clock \\+1(19|20)\\d\\d\\d ms, monotonic clock at (9[5-9]|10[0-5])%");
        }
        assertThat(subject.within(RECOVERY, () -> !subject.has("mortal"))).isTrue();
        Done reset = subject.inject("reset-clocks");
        assertThat(reset.evidence().tookEffect()).isTrue();
        assertThat(reset.evidence().facts()).containsKeys("n1", "n2", "n3", "n4", "n5");
        subject.write("mortal", "value=1&ttl=60");
        subject.pass(Duration.ofSeconds(2));
        assertThat(subject.has("mortal")).isTrue();
        assertThat(subject.inject("reset-clocks").evidence().tookEffect())
                .as("they are right")
                .isFalse();
    }

    /** At twice the pace what lives for eight seconds lives for four. */
    @Test
    void aClockThatDriftsIsSeenInWhatExpires() {
        Done drifting = subject.inject("clock all drift 200%");
        assertThat(drifting.evidence().tookEffect()).as(drifting.toString()).isTrue();
        subject.demandHealth(RECOVERY, "the drift has begun");
        Duration before = subject.now();
        subject.write("mortal", "value=1&ttl=8");
        assertThat(subject.within(RECOVERY, () -> !subject.has("mortal"))).isTrue();
        assertThat(subject.now().minus(before)).isBetween(Duration.ofMillis(3000), Duration.ofMillis(6500));
    }

    @Test
    void aStrobeIsMeasured() {
        Done strobing = subject.inject("clock leader strobe +400ms every 20ms");
        assertThat(strobing.evidence().tookEffect()).as(strobing.toString()).isTrue();
        subject.demandHealth(RECOVERY, "the strobe has begun");
    }

    /** Whatever three faults do at once, afterwards all is well. */
    @Test
    void compositionsLeaveAHealthyCluster() {
        List<Fault> harms = FaultPackages.ALL.stream()
                .flatMap(each -> each.harms().stream())
                .map(FaultPackage.Harm::fault)
                .distinct()
                .toList();
        for (int seed = 1; seed <= COMPOSITIONS; seed++) {
            var random = new SplittableRandom(seed);
            var chosen = new ArrayList<Fault>();
            while (chosen.size() < 3) {
                Fault drawn = harms.get(random.nextInt(harms.size()));
                if (!chosen.contains(drawn)) {
                    chosen.add(drawn);
                }
            }
            for (Fault fault : chosen) {
                subject.inject(fault);
                subject.pass(Duration.ofMillis(random.nextInt(600)));
            }
            chosen.stream().flatMap(fault -> fault.cure().stream()).distinct().forEach(subject::inject);
            subject.inject("start");
            subject.demandHealth(RECOVERY, chosen.stream().map(Fault::text).toList() + ", seed " + seed);
        }
    }
}
