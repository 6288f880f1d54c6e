package io.ordeal.harness.sim;

import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestPlan.ClusterKind;
import io.ordeal.harness.run.TestPlan.Reads;
import io.ordeal.harness.run.TestRun;
import io.ordeal.harness.workload.Registers;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.fault.Injection;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One simulated run of the register workload under all faults, and what came of it.
 *
 * @param findings what broke inside the cluster
 */
record Trial(long seed, List<Event> events, Verdict verdict, List<String> findings) {

    /** Under all faults, in their usual rhythm. */
    static Trial of(long seed, Duration limit) {
        return of(seed, limit, Schedule.draw(FaultPackage.ALL, limit, seed), _ -> {});
    }

    /** Whoever is elected is cut off a few milliseconds later, when the one before comes back. */
    static Trial chasingLeaders(long seed, Duration limit) {
        return of(seed, limit, Schedule.NONE, cluster -> new Chase(cluster, new SplittableRandom(seed)).go());
    }

    private static Trial of(long seed, Duration limit, Schedule schedule, Consumer<SimulatedCluster> torment) {
        var plan = new TestPlan(
                "test",
                ClusterKind.SIM,
                5,
                Registers.NAME,
                Reads.QUORUM,
                5,
                FaultPackage.ALL.stream().map(FaultPackage::name).toList(),
                schedule,
                limit,
                200,
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                seed);
        var events = new ArrayList<Event>();
        try (var cluster = SimulatedCluster.start(plan.nodes(), seed)) {
            torment.accept(cluster);
            TestRun.perform(
                    plan,
                    Registers.workload(plan.keys(), true),
                    cluster,
                    events::add,
                    () -> !cluster.findings().isEmpty());
            Verdict verdict =
                    Linearizable.with(Register.withCas(NilRead.INITIAL)).checkEach(History.of(events));
            return new Trial(seed, List.copyOf(events), verdict, cluster.findings());
        }
    }

    /** Whether anything at all was wrong. */
    boolean caught() {
        return !findings.isEmpty() || verdict instanceof Verdict.Invalid;
    }

    /** How many operations succeeded. */
    long succeeded() {
        return events.stream()
                .filter(event -> event instanceof Event.Completion done && done.outcome() == Outcome.OK)
                .count();
    }

    String says() {
        String judged = verdict instanceof Verdict.Invalid invalid
                ? "not linearizable: " + invalid.counterexamples().getFirst().culprit()
                : verdict.getClass().getSimpleName();
        return "seed " + seed + ": " + (findings.isEmpty() ? judged : findings.getFirst());
    }

    private static final class Chase {
        private final SimulatedCluster cluster;
        private final SplittableRandom random;
        private Optional<NodeName> quarry = Optional.empty();

        Chase(SimulatedCluster cluster, SplittableRandom random) {
            this.cluster = cluster;
            this.random = random;
        }

        void go() {
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
            var others = new ArrayList<>(cluster.nodes());
            others.remove(node);
            cluster.inject(new Injection.Cut(Grudge.between(List.of(List.of(node), others))), _ -> {});
        }

        private void later(long millis, Runnable action) {
            cluster.timeline().schedule(Duration.ofMillis(millis), action);
        }
    }
}
