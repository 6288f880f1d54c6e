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
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Fault.Shape;
import io.ordeal.nemesis.fault.Target;
import io.ordeal.nemesis.schedule.FaultPackage;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.schedule.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One simulated run of the register workload under all faults, and what came of it.
 *
 * @param findings what broke inside the cluster
 */
record Trial(long seed, List<Event> events, Verdict verdict, List<String> findings) {

    /** Under all faults, in their usual rhythm. */
    static Trial of(long seed, Duration limit) {
        return of(seed, limit, Schedule.draw(FaultPackage.ALL, limit, seed));
    }

    /**
     * Leaders come and go several times a second: whoever leads is cut off or killed, and all is cured again before
     * the next election is over. What an old leader left behind, a later one has to deal with.
     */
    static Trial inAStorm(long seed, Duration limit) {
        var random = new SplittableRandom(seed);
        var storm = new ArrayList<Timed>();
        Duration at = Duration.ofSeconds(1);
        while (at.compareTo(limit) < 0) {
            Fault harm = random.nextInt(3) == 0
                    ? new Fault.Kill(new Target.Leader())
                    : new Fault.Partition(random.nextBoolean() ? Shape.ISOLATE_LEADER : Shape.HALVES);
            storm.add(new Timed(at, harm));
            at = at.plusMillis(random.nextLong(50, 700));
            storm.add(new Timed(at, harm.cure().orElseThrow()));
            at = at.plusMillis(random.nextLong(1, 300));
        }
        return of(seed, limit, new Schedule(storm));
    }

    private static Trial of(long seed, Duration limit, Schedule schedule) {
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
            TestRun.perform(plan, Registers.workload(plan.keys(), true), cluster, events::add, () -> !cluster.findings()
                    .isEmpty());
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
}
