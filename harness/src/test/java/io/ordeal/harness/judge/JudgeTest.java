package io.ordeal.harness.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.harness.chronicle.Chronicle;
import io.ordeal.harness.run.FakeCluster;
import io.ordeal.harness.run.FakeCluster.Flaw;
import io.ordeal.harness.run.Plans;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.harness.run.TestRun;
import io.ordeal.harness.workload.Registers;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {

    private static Judgement judged(TestPlan plan, Flaw flaw, String... breaches) {
        var workload = Registers.workload(plan.keys(), true);
        var events = new ArrayList<Event>();
        try (var cluster = new FakeCluster(plan.nodes(), flaw, plan.seed())) {
            TestRun.perform(plan, workload, cluster, events::add, () -> false);
        }
        return Judge.judge(
                plan, workload, History.of(events), new Inside(List.of(breaches), Chronicle.NONE), Limits.standard());
    }

    private static Finding finding(Judgement judgement, String checker) {
        return judgement.findings().stream()
                .filter(finding -> finding.checker().equals(checker))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSoundClusterUnderRealFaultsIsValid() {
        var judgement = judged(Plans.plan(1, "partition", "kill", "pause"), Flaw.NONE);
        assertThat(judgement.verdict()).as("%s", judgement.findings()).isEqualTo(Verdict.VALID);
        assertThat(judgement.recovery()).isPresent();
        assertThat(judgement.windows()).isNotEmpty().allMatch(FaultWindow::effective);
    }

    @Test
    void staleReadsAreInvalidWhateverElseIsWell() {
        var judgement = judged(Plans.plan(2, "kill"), Flaw.STALE_READS);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(finding(judgement, "linearizable").summary())
                .containsPattern("r\\d: process \\d+ reads .* where only");
        assertThat(judgement.counterexamples()).isNotEmpty();
    }

    @Test
    void whatARunDidNotComeToThatAViolationEndedIsNoMatter() {
        var plan = Plans.plan(2, "partition", "kill", "pause");
        var judgement = judged(plan, Flaw.STALE_READS);
        assertThat(judgement.failedFast()).isTrue();
        assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(judgement.findings()).noneMatch(finding -> finding.verdict() == Verdict.VACUOUS);
        assertThat(judgement.findings()).noneMatch(finding -> finding.checker().equals("recovery"));
        assertThat(judged(Plans.toTheEnd(plan), Flaw.STALE_READS).failedFast()).isFalse();
    }

    @Test
    void aViolationThatTheCheckerDoesNotFindIsAnError() {
        var plan = Plans.plan(10);
        var workload = Registers.workload(plan.keys(), true);
        var events = new ArrayList<Event>();
        try (var cluster = new FakeCluster(plan.nodes(), Flaw.NONE, plan.seed())) {
            TestRun.perform(plan, workload, cluster, events::add, () -> false);
        }
        Event last = events.getLast();
        events.add(new Disturbance(last.index() + 1, last.time(), TestRun.PHASE, TestRun.VIOLATION));
        assertThatThrownBy(() -> Judge.judge(plan, workload, History.of(events), Inside.UNSEEN, Limits.standard()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contradict each other");
    }

    @Test
    void aRunWhoseFaultsHadNoEffectIsVacuous() {
        var judgement = judged(Plans.plan(3, "kill"), Flaw.INVULNERABLE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.VACUOUS);
        assertThat(finding(judgement, "kill").verdict()).isEqualTo(Verdict.VACUOUS);
        assertThat(finding(judgement, "linearizable").verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void aViolationOutranksFaultsWithoutEffect() {
        assertThat(judged(Plans.plan(3, "kill"), Flaw.INVULNERABLE, "two leaders in term 3")
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void aClusterThatNeverAnswersIsVacuous() {
        var judgement = judged(Plans.plan(4), Flaw.MUTE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.VACUOUS);
        assertThat(finding(judgement, "activity").summary()).startsWith("the cluster never served a client");
    }

    @Test
    void aKindOfOperationThatNeverSucceedsMakesARunVacuous() {
        var judgement = judged(Plans.plan(5), Flaw.NO_CAS);
        assertThat(judgement.verdict()).isEqualTo(Verdict.VACUOUS);
        assertThat(finding(judgement, "activity").summary()).startsWith("no cas ever succeeded");
    }

    @Test
    void aPackageThatNeverStruckMakesARunVacuous() {
        TestPlan plan = Plans.plan(6);
        var silent = new TestPlan(
                plan.version(),
                plan.cluster(),
                plan.nodes(),
                plan.workload(),
                plan.reads(),
                plan.shortcuts(),
                plan.keys(),
                List.of("pause"),
                plan.schedule(),
                plan.timeLimit(),
                plan.rate(),
                plan.concurrency(),
                plan.opTimeout(),
                plan.recoveryLimit(),
                plan.failFast(),
                plan.seed());
        assertThat(judged(silent, Flaw.NONE).verdict()).isEqualTo(Verdict.VACUOUS);
    }

    @Test
    void whatIsTooSlowToRecoverIsInvalid() {
        TestPlan plan = Plans.plan(7, "kill");
        var impatient = new TestPlan(
                plan.version(),
                plan.cluster(),
                plan.nodes(),
                plan.workload(),
                plan.reads(),
                plan.shortcuts(),
                plan.keys(),
                plan.faults(),
                plan.schedule(),
                plan.timeLimit(),
                plan.rate(),
                plan.concurrency(),
                plan.opTimeout(),
                Duration.ofMillis(1),
                plan.failFast(),
                plan.seed());
        var judgement = judged(impatient, Flaw.NONE);
        assertThat(finding(judgement, "recovery").verdict()).isEqualTo(Verdict.INVALID);
        assertThat(judgement.recovery()).isEmpty();
    }

    @Test
    void theWorstFindingIsTheVerdict() {
        assertThat(Verdict.VALID.or(Verdict.VACUOUS)).isEqualTo(Verdict.VACUOUS);
        assertThat(Verdict.UNKNOWN.or(Verdict.VACUOUS)).isEqualTo(Verdict.UNKNOWN);
        assertThat(Verdict.UNKNOWN.or(Verdict.INVALID)).isEqualTo(Verdict.INVALID);
    }

    @Test
    void anUndecidedHistoryIsUnknown() {
        TestPlan plan = Plans.plan(8);
        var workload = Registers.workload(plan.keys(), true);
        var events = new ArrayList<Event>();
        try (var cluster = new FakeCluster(plan.nodes(), Flaw.NONE, plan.seed())) {
            TestRun.perform(plan, workload, cluster, events::add, () -> false);
        }
        var noTime = Limits.standard().withTime(Duration.ZERO);
        var judgement = Judge.judge(plan, workload, History.of(events), Inside.UNSEEN, noTime);
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void figuresTellCountsAndLatencies() {
        var stats = judged(Plans.plan(9), Flaw.NONE).stats();
        assertThat(stats.stream().map(Stats::f)).containsExactly("cas", "read", "write", "all");
        Stats all = stats.getLast();
        assertThat(all.count())
                .isEqualTo(stats.stream().limit(3).mapToLong(Stats::count).sum());
        assertThat(all.latency().p50()).isBetween(Duration.ofMillis(1), Duration.ofMillis(10));
        assertThat(all.latency().p99())
                .isBetween(all.latency().p50(), all.latency().max());
    }

    @Test
    void whatTheNodesTellOfTheirElectionsCounts(@TempDir Path nodes) throws IOException {
        var plan = Plans.plan(1);
        var workload = Registers.workload(plan.keys(), true);
        var events = new ArrayList<Event>();
        try (var cluster = new FakeCluster(plan.nodes(), Flaw.NONE, plan.seed())) {
            TestRun.perform(plan, workload, cluster, events::add, () -> false);
        }
        tell(nodes, "n1", 5);
        var sound = Judge.judge(plan, workload, History.of(events), inside(nodes), Limits.standard());
        assertThat(finding(sound, "elections").summary()).isEqualTo("terms with a leader: 1, with two: none");
        assertThat(sound.verdict()).isEqualTo(Verdict.VALID);
        assertThat(sound.reigns()).hasSize(1);

        tell(nodes, "n2", 5);
        var broken = Judge.judge(plan, workload, History.of(events), inside(nodes), Limits.standard());
        assertThat(finding(broken, "elections").summary()).isEqualTo("term 5 has two leaders, n1 and n2");
        assertThat(broken.verdict()).isEqualTo(Verdict.INVALID);
    }

    private static Inside inside(Path nodes) throws IOException {
        return new Inside(List.of(), Chronicle.read(nodes, 0));
    }

    private static void tell(Path nodes, String node, long term) throws IOException {
        Path folder = Files.createDirectories(nodes.resolve(node));
        Files.writeString(
                folder.resolve("events.jsonl"),
                "{\"nanos\":1,\"node\":\"%s\",\"term\":%d,\"event\":\"role\",\"to\":\"leader\"}\n"
                        .formatted(node, term));
    }
}
