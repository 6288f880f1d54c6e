package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.cluster.Wire;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.cluster.Wire.Reply;
import io.ordeal.nemesis.cluster.Wire.Reply.Answered;
import io.ordeal.nemesis.cluster.Wire.Reply.Lost;
import io.ordeal.nemesis.cluster.Wire.Reply.Refused;
import io.ordeal.nemesis.fault.Evidence;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.fault.Resolution;
import io.ordeal.nemesis.fault.Shape;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import io.ordeal.nemesis.topology.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each fault does to a cluster of real etcd, seen from outside. */
@NeedsEngine
class EtcdClusterIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private static Path logs;

    private static final RealTimeline TIMELINE = new RealTimeline();
    private static Engine engine;
    private static DockerCluster cluster;

    @BeforeAll
    static void startCluster() {
        engine = Engine.connect();
        cluster = DockerCluster.start(
                engine,
                new DockerCluster.Setup(SystemUnderTest.etcd(), 3, logs),
                TIMELINE,
                line -> System.out.println("cluster: " + line));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
        engine.close();
    }

    @AfterEach
    void cureEverything() {
        inject(new Injection.Heal());
        for (Fault cure : List.of(new Fault.Resume(), new Fault.Start())) {
            inject(Resolution.of(cure, look(), new SplittableRandom(1)).injection());
        }
        settle(view -> view.leaders().size() == 1);
    }

    @Test
    void everyNodeAnswersAndOneLeads() {
        assertThat(cluster.nodes()).isEqualTo(List.of(node(1), node(2), node(3)));
        for (NodeName node : cluster.nodes()) {
            writes(node, "x" + node);
        }
        View view = look();
        assertThat(view).isEqualTo(new View(cluster.nodes(), view.leaders(), nodes(), nodes()));
        assertThat(view.leaders()).hasSize(1);
    }

    @Test
    void everyFaultCanBeInjectedHere() {
        for (Shape shape : Shape.values()) {
            assertThat(cluster.refusal(new Partition(shape))).isEmpty();
        }
    }

    @Test
    void aLeaderThatIsCutOffIsReplacedByTheOthersAndCannotWrite() {
        NodeName old = leader();
        Evidence cut = inject(resolve(new Partition(Shape.ISOLATE_LEADER)));
        assertThat(cut.tookEffect()).isTrue();
        assertThat(cut.facts()).containsEntry("links", 4);
        View divided = settle(view -> view.leaders().stream().anyMatch(node -> !node.equals(old)));
        assertThat(divided.leaders().getFirst()).as("the higher term first").isNotEqualTo(old);
        writes(divided.leaders().getFirst(), "majority");
        assertThat(written(old, "minority")).isFalse();
        Evidence healed = inject(new Injection.Heal());
        assertThat(healed.tookEffect()).isTrue();
        assertThat(healed.facts().keySet())
                .anyMatch(
                        fact -> fact.equals("dropped %s->%s".formatted(node(1), node(2))) || fact.endsWith("->" + old));
        settle(view -> view.leaders().size() == 1);
        writes(old, "again");
    }

    @Test
    void aDeafLeaderIsStillHeard() {
        NodeName leader = leader();
        inject(resolve(new Partition(Shape.LEADER_DEAF)));
        assertThat(written(leader, "deaf")).isFalse();
        settle(view -> !view.leaders().contains(leader));
        Evidence healed = inject(new Injection.Heal());
        assertThat(healed.facts().keySet().stream().filter(fact -> fact.startsWith("dropped ")))
                .hasSize(2)
                .allMatch(fact -> fact.endsWith("->" + leader));
        assertThat(healed.tookEffect()).isTrue();
    }

    @Test
    void aCutReplacesTheOneBefore() {
        inject(new Injection.Cut(Grudge.between(List.of(List.of(node(1)), List.of(node(2), node(3))))));
        inject(new Injection.Cut(Grudge.between(List.of(List.of(node(3)), List.of(node(1), node(2))))));
        writes(node(1), "one");
        assertThat(written(node(3), "three")).isFalse();
    }

    @Test
    void clientsReachANodeThatIsCutOff() {
        inject(new Injection.Cut(Grudge.between(List.of(List.of(node(1)), List.of(node(2), node(3))))));
        assertThat(call(node(1), new Call("GET", "/v2/stats/self", ""))).isInstanceOf(Answered.class);
    }

    @Test
    void aKilledNodeRefusesAndKeepsItsDataAndItsAddress() {
        writes(node(2), "before");
        Wire wire = cluster.connect(node(2));
        assertThat(send(wire, new Call("GET", "/v2/stats/self", ""))).isInstanceOf(Answered.class);
        Evidence killed = inject(new Injection.Kill(nodes(2)));
        assertThat(killed.tookEffect()).isTrue();
        assertThat(killed.facts()).containsEntry("n2", "gone, exit code 137");
        assertThat(look().down()).isEqualTo(nodes(2));
        assertThat(send(wire, new Call("PUT", "/v2/keys/x", "value=1"))).isInstanceOf(Refused.class);
        assertThat(inject(new Injection.Kill(nodes(2))).tookEffect())
                .as("killed twice")
                .isFalse();

        Evidence started = inject(new Injection.Start(nodes(2)));
        assertThat(started.tookEffect()).isTrue();
        assertThat(String.valueOf(started.facts().get("n2"))).startsWith("answers after");
        assertThat(look().down()).isEqualTo(nodes());
        assertThat(send(wire, new Call("GET", "/v2/stats/self", ""))).isInstanceOf(Answered.class);
        assertThat(statusOfRead(node(2), "before")).isEqualTo(200);
    }

    @Test
    void aCallThatAKillInterruptsIsLost() {
        inject(new Injection.Cut(Grudge.between(List.of(List.of(node(1)), List.of(node(2), node(3))))));
        settle(view -> view.leaders().stream().anyMatch(leader -> !leader.equals(node(1))));
        Wire wire = cluster.connect(node(1));
        Reply reply = TIMELINE.await(LONG, done -> {
            wire.send(new Call("PUT", "/v2/keys/x", "value=1"), done);
            TIMELINE.schedule(Duration.ofMillis(100), () -> cluster.inject(new Injection.Kill(nodes(1)), _ -> {}));
        });
        assertThat(reply).isInstanceOf(Lost.class);
    }

    @Test
    void allNodesCanBeKilledAndCameBack() {
        writes(node(1), "kept");
        assertThat(inject(new Injection.Kill(nodes(1, 2, 3))).tookEffect()).isTrue();
        assertThat(look().leaders()).isEmpty();
        assertThat(inject(new Injection.Start(nodes(1, 2, 3))).tookEffect()).isTrue();
        settle(view -> view.leaders().size() == 1);
        assertThat(statusOfRead(leader(), "kept")).isEqualTo(200);
    }

    @Test
    void aPausedNodeSaysNothingAndGoesOnLater() {
        Evidence paused = inject(new Injection.Pause(nodes(3)));
        assertThat(paused).isEqualTo(Evidence.of(true, paused.facts()));
        assertThat(paused.facts()).containsEntry("n3", "stopped");
        assertThat(look().paused()).isEqualTo(nodes(3));
        assertThatThrownBy(() -> TIMELINE.<Reply>await(
                        SHORT, done -> cluster.connect(node(3)).send(new Call("GET", "/v2/stats/self", ""), done)))
                .isInstanceOf(RealTimeline.NoAnswer.class);
        assertThat(inject(new Injection.Pause(nodes(3))).tookEffect())
                .as("paused twice")
                .isFalse();
        Evidence resumed = inject(new Injection.Resume(nodes(3)));
        assertThat(resumed.facts()).containsEntry("n3", "goes on");
        assertThat(call(node(3), new Call("GET", "/v2/stats/self", ""))).isInstanceOf(Answered.class);
    }

    @Test
    void aPausedNodeCanBeKilled() {
        inject(new Injection.Pause(nodes(3)));
        assertThat(inject(new Injection.Kill(nodes(3))).tookEffect()).isTrue();
        View view = look();
        assertThat(view.down()).isEqualTo(nodes(3));
        assertThat(view.paused()).isEqualTo(nodes());
    }

    @Test
    void whatDoesNothingSaysSo() {
        assertThat(inject(new Injection.Heal()).tookEffect())
                .as("nothing was cut")
                .isFalse();
        assertThat(inject(new Injection.Kill(nodes())).tookEffect())
                .as("nobody to kill")
                .isFalse();
        assertThat(inject(new Injection.Start(nodes(1))).facts()).containsEntry("n1", "was running already");
        assertThat(inject(new Injection.Kill(nodes(9)))).satisfies(evidence -> {
            assertThat(evidence.tookEffect()).isFalse();
            assertThat(evidence.facts()).containsEntry("error", "there is no node n9");
        });
    }

    private static Injection resolve(Fault fault) {
        return Resolution.of(fault, look(), new SplittableRandom(1)).injection();
    }

    private static Evidence inject(Injection injection) {
        Evidence evidence = TIMELINE.await(LONG, done -> cluster.inject(injection, done));
        System.out.printf("  %s: %s%n", injection, evidence);
        return evidence;
    }

    private static View look() {
        return TIMELINE.await(LONG, cluster::observe);
    }

    private static View settle(Predicate<View> wanted) {
        View view = look();
        long end = TIMELINE.nanos() + LONG.toNanos();
        while (!wanted.test(view)) {
            assertThat(TIMELINE.nanos()).as("still %s", view).isLessThan(end);
            view = look();
        }
        return view;
    }

    private static NodeName leader() {
        return settle(view -> !view.leaders().isEmpty()).leaders().getFirst();
    }

    /** Writes, sooner or later. */
    private static void writes(NodeName node, String key) {
        long end = TIMELINE.nanos() + LONG.toNanos();
        while (!written(node, key)) {
            assertThat(TIMELINE.nanos()).as("%s still cannot write", node).isLessThan(end);
        }
    }

    /** Whether a write succeeded within two seconds. */
    private static boolean written(NodeName node, String key) {
        try (Wire wire = cluster.connect(node)) {
            Reply reply = TIMELINE.await(
                    Duration.ofSeconds(2), done -> wire.send(new Call("PUT", "/v2/keys/" + key, "value=1"), done));
            return reply instanceof Answered answered && (answered.status() == 200 || answered.status() == 201);
        } catch (RealTimeline.NoAnswer e) {
            return false;
        }
    }

    private static int statusOfRead(NodeName node, String key) {
        return call(node, new Call("GET", "/v2/keys/%s?quorum=true".formatted(key), "")) instanceof Answered answered
                ? answered.status()
                : -1;
    }

    private static Reply call(NodeName node, Call call) {
        return send(cluster.connect(node), call);
    }

    private static Reply send(Wire wire, Call call) {
        return TIMELINE.await(LONG, done -> wire.send(call, done));
    }

    private static NodeName node(int number) {
        return new NodeName("n" + number);
    }

    private static SortedSet<NodeName> nodes(int... numbers) {
        var names = new TreeSet<NodeName>();
        for (int number : numbers) {
            names.add(node(number));
        }
        return names;
    }
}
