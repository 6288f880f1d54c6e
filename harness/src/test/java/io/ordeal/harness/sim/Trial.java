package io.ordeal.harness.sim;

import io.ordeal.harness.chronicle.Chronicle;
import io.ordeal.harness.judge.Inside;
import io.ordeal.harness.judge.Judge;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.run.TestPlan.Reads;
import io.ordeal.harness.run.TestRun;
import io.ordeal.harness.workload.Registers;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.cluster.Wire.Call;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.FaultPackages;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One simulated run of the register workload, and what came of it. */
record Trial(
        long seed,
        List<Event> events,
        Judgement judgement,
        SimulatedCluster.Snapshots snapshots,
        long changes,
        String told) {

    /** In it, every client is served again once all faults are cured. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** Under all faults, in their usual rhythm; now and then a member goes or comes, or a leader hands on. */
    static Trial of(long seed, Duration limit) {
        return of(
                5,
                seed,
                limit,
                FaultPackages.ALL,
                cluster -> new Churn(cluster, new SplittableRandom(seed), limit, 6000, 3).go());
    }

    /** Under all faults, while members come and go. */
    static Trial changingMembers(long seed, Duration limit) {
        return of(
                3,
                seed,
                limit,
                FaultPackages.ALL,
                cluster -> new Churn(cluster, new SplittableRandom(seed), limit, 600, 2).go());
    }

    /** Whoever is elected is cut off a few milliseconds later, when the one before comes back. */
    static Trial chasingLeaders(long seed, Duration limit) {
        return of(5, seed, limit, List.of(), cluster -> new Chase(cluster, new SplittableRandom(seed), limit).go());
    }

    private static Trial of(
            int nodes, long seed, Duration limit, List<FaultPackage> faults, Consumer<SimulatedCluster> torment) {
        var plan = new TestPlan(
                "test",
                ClusterKind.SIM,
                nodes,
                Registers.NAME,
                Reads.QUORUM,
                List.of(),
                5,
                faults.stream().map(FaultPackage::name).toList(),
                Schedule.draw(faults, limit, seed),
                limit,
                200,
                10,
                Duration.ofSeconds(2),
                RECOVERY,
                true,
                seed);
        var workload = Registers.workload(plan.keys(), true);
        var events = new ArrayList<Event>();
        var cluster = SimulatedCluster.start(plan.nodes(), seed);
        torment.accept(cluster);
        new Mortals(cluster, new SplittableRandom(seed), limit).go();
        TestRun.perform(
                plan, workload, cluster, events::add, () -> !cluster.findings().isEmpty());
        String told = cluster.told();
        cluster.close();
        var judgement = Judge.judge(
                plan, workload, History.of(events), new Inside(cluster.findings(), Chronicle.NONE), Limits.standard());
        return new Trial(seed, List.copyOf(events), judgement, cluster.snapshots(), cluster.changes(), told);
    }

    Verdict verdict() {
        return judgement.verdict();
    }

    /** How many operations succeeded. */
    long succeeded() {
        return events.stream()
                .filter(event -> event instanceof Event.Completion done && done.outcome() == Outcome.OK)
                .count();
    }

    String says() {
        return "seed " + seed + ": " + judgement.findings() + "\n" + told;
    }

    /** Keys and directories that live for a few seconds, written now and then, and nobody looks for the answers. */
    private static final class Mortals {
        private final SimulatedCluster cluster;
        private final SplittableRandom random;
        private final Duration limit;

        Mortals(SimulatedCluster cluster, SplittableRandom random, Duration limit) {
            this.cluster = cluster;
            this.random = random;
            this.limit = limit;
        }

        void go() {
            if (cluster.timeline().nanos() >= limit.toNanos()) {
                return;
            }
            NodeName node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
            String form = (random.nextBoolean() ? "value=1" : "dir=true") + "&ttl=" + random.nextInt(1, 10);
            cluster.connect(node).send(new Call("PUT", "/v2/keys/mortals/" + random.nextInt(9), form), _ -> {});
            cluster.timeline().schedule(Duration.ofMillis(random.nextInt(1, 1000)), this::go);
        }
    }

    private static final class Chase {
        private final SimulatedCluster cluster;
        private final SplittableRandom random;
        private final Duration limit;
        private Optional<NodeName> quarry = Optional.empty();

        Chase(SimulatedCluster cluster, SplittableRandom random, Duration limit) {
            this.cluster = cluster;
            this.random = random;
            this.limit = limit;
        }

        void go() {
            if (cluster.timeline().nanos() >= limit.toNanos()) {
                cluster.inject(new Injection.Heal(), _ -> {});
                return;
            }
            cluster.observe(view -> {
                Optional<NodeName> leader = view.leaders().stream().findFirst();
                if (leader.isPresent() && !leader.equals(quarry)) {
                    quarry = leader;
                    later(random.nextInt(30), () -> isolate(leader.get()));
                }
                later(1, this::go);
            });
        }

        private void isolate(NodeName node) {
            if (cluster.timeline().nanos() >= limit.toNanos()) {
                return;
            }
            var others = new ArrayList<>(cluster.nodes());
            others.remove(node);
            cluster.inject(new Injection.Cut(Grudge.between(List.of(List.of(node), others))), _ -> {});
        }

        private void later(long millis, Runnable action) {
            cluster.timeline().schedule(Duration.ofMillis(millis), action);
        }
    }
}
