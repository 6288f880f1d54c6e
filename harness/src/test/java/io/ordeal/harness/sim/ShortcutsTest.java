package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.chronicle.Chronicle;
import io.ordeal.harness.judge.Inside;
import io.ordeal.harness.judge.Judge;
import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.harness.run.Plans;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestRun;
import io.ordeal.harness.workload.Registers;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.nemesis.cluster.Shortcut;
import io.ordeal.nemesis.schedule.Schedule;
import io.ordeal.nemesis.schedule.ScheduleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What servers do faster than is safe is found, by the faults against which it is not safe, and by no others. */
class ShortcutsTest {

    private static Judgement run(TestPlan plan) {
        var workload = Registers.workload(plan.keys(), true);
        var events = new ArrayList<Event>();
        try (var cluster = SimulatedCluster.start(plan.nodes(), plan.seed(), plan.shortcuts())) {
            TestRun.perform(plan, workload, cluster, events::add, () -> false);
            return Judge.judge(
                    plan,
                    workload,
                    History.of(events),
                    new Inside(cluster.findings(), Chronicle.NONE),
                    Limits.standard());
        }
    }

    /** A leader whose clock is slow is cut off, three times. */
    private static final Schedule SLOW_LEADERS = ScheduleText.read("""
            1s clock leader drift 50%
            2s partition isolate-leader
            5s heal
            5.5s reset-clocks
            7s clock leader drift 50%
            8s partition isolate-leader
            11s heal
            11.5s reset-clocks
            13s clock leader drift 50%
            14s partition isolate-leader
            17s heal
            17.5s reset-clocks
            """);

    private static Map<Verdict, Integer> verdicts(int seeds, UnaryOperator<TestPlan> change, String... faults) {
        var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
        for (int seed = 1; seed <= seeds; seed++) {
            var judgement = run(change.apply(Plans.plan(seed, faults)));
            if (judgement.verdict() == Verdict.INVALID) {
                assertThat(judgement.findings().getFirst())
                        .as("it is a stale read: " + judgement.findings())
                        .matches(finding ->
                                finding.checker().equals("linearizable") && finding.verdict() == Verdict.INVALID);
            }
            verdicts.merge(judgement.verdict(), 1, Integer::sum);
        }
        return verdicts;
    }

    @Test
    void leaseReadsAreStaleWhereClocksDrift() {
        assertThat(verdicts(10, plan -> Plans.with(plan, Shortcut.LEASE_READS).with(SLOW_LEADERS)))
                .hasEntrySatisfying(Verdict.INVALID, found -> assertThat(found).isGreaterThan(2));
    }

    @Test
    void leaseReadsAreNotStaleWhereClocksAreRight() {
        assertThat(verdicts(40, plan -> Plans.with(plan, Shortcut.LEASE_READS), "partition", "kill", "pause"))
                .doesNotContainKey(Verdict.INVALID)
                .containsKey(Verdict.VALID);
    }

    @Test
    void readsThatAskTheOthersAreNeverStale() {
        assertThat(verdicts(10, plan -> plan.with(SLOW_LEADERS))).containsOnlyKeys(Verdict.VALID);
        assertThat(verdicts(30, plan -> plan, "clock", "partition"))
                .doesNotContainKey(Verdict.INVALID)
                .containsKey(Verdict.VALID);
    }
}
