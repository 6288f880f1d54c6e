package io.ordeal.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.run.FakeCluster.Flaw;
import io.ordeal.harness.workload.Registers;
import io.ordeal.histories.check.Notice;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.nemesis.fault.Fault;
import io.ordeal.nemesis.fault.Target;
import io.ordeal.nemesis.schedule.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TestRunTest {

    static List<Event> run(TestPlan plan, Flaw flaw) {
        var events = new ArrayList<Event>();
        try (var cluster = new FakeCluster(plan.nodes(), flaw, plan.seed())) {
            TestRun.perform(plan, Registers.workload(plan.keys(), true), cluster, events::add, () -> false);
        }
        return events;
    }

    private static List<Intervention> interventions(List<Event> events) {
        return events.stream()
                .filter(Disturbance.class::isInstance)
                .map(Disturbance.class::cast)
                .map(Intervention::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Event> phase(List<Event> events, String name) {
        return events.stream()
                .filter(event -> event.f().equals(TestRun.PHASE) && name.equals(event.value()))
                .findFirst();
    }

    @Test
    void theSamePlanGivesTheSameHistory() {
        var plan = Plans.plan(11, "partition", "kill", "pause");
        assertThat(run(plan, Flaw.NONE)).isEqualTo(run(plan, Flaw.NONE));
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        assertThat(run(Plans.plan(1), Flaw.NONE)).isNotEqualTo(run(Plans.plan(2), Flaw.NONE));
    }

    @Test
    void aHistoryIsWellFormedWhateverHappens() {
        for (int seed = 0; seed < 20; seed++) {
            var events = run(Plans.plan(seed, "partition", "kill", "pause"), Flaw.NONE);
            assertThat(History.of(events).operations()).hasSizeGreaterThan(500);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).index()).isEqualTo(i);
            }
        }
    }

    @Test
    void operationsComeAtTheRateAndNoLongerThanTheTimeLimit() {
        var events = run(Plans.plan(3), Flaw.NONE);
        long recovery = phase(events, TestRun.RECOVERY).orElseThrow().index();
        var main = events.stream().filter(event -> event instanceof Invocation && event.index() < recovery);
        assertThat(main.toList())
                .hasSizeBetween(1800, 2200)
                .allSatisfy(op ->
                        assertThat(op.time()).isLessThan(Duration.ofSeconds(20).toNanos()));
    }

    @Test
    void everyClientIsServedInRecovery() {
        var events = run(Plans.plan(4, "kill"), Flaw.NONE);
        long recovery = phase(events, TestRun.RECOVERY).orElseThrow().index();
        var reads = History.of(events).operations().stream()
                .filter(op -> op.invocation().index() > recovery && op.outcome() == Outcome.OK)
                .map(op -> op.process() % 10 + " " + op.argument())
                .distinct();
        assertThat(reads).hasSize(50);
    }

    @Nested
    class Uncertainty {

        private final List<Event> events = run(Plans.plan(5, "pause"), Flaw.NONE);

        @Test
        void aReadIsNeverUncertainAndAnUpdateWithoutAnswerAlwaysIs() {
            var unanswered = History.of(events).operations().stream()
                    .filter(op -> op.completion()
                            .flatMap(Completion::error)
                            .orElse("")
                            .startsWith("no answer"))
                    .toList();
            assertThat(unanswered)
                    .isNotEmpty()
                    .allSatisfy(op ->
                            assertThat(op.outcome()).isEqualTo(op.f().equals("read") ? Outcome.FAIL : Outcome.INFO));
        }

        @Test
        void aProcessWhoseOperationIsUncertainIsReplacedByOneOfTheSameThread() {
            var operations = History.of(events).operations();
            var crashed = operations.stream()
                    .filter(op -> op.outcome() == Outcome.INFO)
                    .map(Operation::process)
                    .toList();
            assertThat(crashed).isNotEmpty().doesNotHaveDuplicates();
            assertThat(operations.stream().map(Operation::process))
                    .anyMatch(crashed.stream().map(process -> process + 10).toList()::contains);
        }

        @Test
        void noOperationTakesLongerThanItsTimeLimit() {
            assertThat(History.of(events).operations())
                    .allSatisfy(op -> assertThat(op.completion().orElseThrow().time()
                                    - op.invocation().time())
                            .isLessThanOrEqualTo(Duration.ofSeconds(2).toNanos()));
        }
    }

    @Test
    void aClientThatWasRefusedRestsBeforeItAsksAgain() {
        var refused = new TreeMap<Long, Long>();
        for (Event event : run(Plans.plan(9, "kill"), Flaw.NONE)) {
            switch (event) {
                case Completion completion
                when completion.error().orElse("").endsWith("is down") ->
                    refused.put(completion.process(), completion.time());
                case Invocation invocation -> {
                    long before = refused.getOrDefault(invocation.process(), -1_000_000_000L);
                    assertThat(invocation.time() - before).isGreaterThanOrEqualTo(100_000_000);
                }
                case Completion _, Disturbance _ -> {}
            }
        }
        assertThat(refused).isNotEmpty();
    }

    @Nested
    class OfTheNemesis {

        private final TestPlan plan = Plans.plan(6, "partition", "kill", "pause");
        private final List<Event> events = run(plan, Flaw.NONE);

        @Test
        void everyFaultOfTheScheduleIsBegunAndEndedOnce() {
            var begun = interventions(events).stream().filter(it -> !it.ended()).map(Intervention::fault);
            int cures = plan.schedule().cures().size();
            assertThat(begun.limit(plan.schedule().faults().size()))
                    .containsExactlyElementsOf(plan.schedule().faults().stream()
                            .map(timed -> timed.fault())
                            .toList());
            assertThat(interventions(events).stream().filter(Intervention::ended))
                    .hasSize(plan.schedule().faults().size() + cures);
        }

        @Test
        void aHarmThatFindsNobodyWaitsUntilThereIsSomebody() {
            var plan = Plans.with(
                    Plans.plan(16),
                    new Timed(Duration.ofSeconds(2), new Fault.Kill(new Target.All())),
                    new Timed(Duration.ofMillis(2500), new Fault.Pause(new Target.One())),
                    new Timed(Duration.ofSeconds(4), new Fault.Start()),
                    new Timed(Duration.ofSeconds(6), new Fault.Resume()));
            assertThat(interventions(run(plan, Flaw.NONE)).stream()
                            .filter(Intervention::ended)
                            .limit(4))
                    .allMatch(Intervention::tookEffect)
                    .extracting(Intervention::fault)
                    .containsExactly(
                            new Fault.Kill(new Target.All()),
                            new Fault.Start(),
                            new Fault.Pause(new Target.One()),
                            new Fault.Resume());
        }

        @Test
        void aHarmThatNeverFindsAnybodyIsToldWhenItsCureIsDue() {
            var plan = Plans.with(
                    Plans.plan(17),
                    new Timed(Duration.ofSeconds(2), new Fault.Kill(new Target.All())),
                    new Timed(Duration.ofSeconds(3), new Fault.Pause(new Target.One())),
                    new Timed(Duration.ofSeconds(4), new Fault.Resume()),
                    new Timed(Duration.ofSeconds(5), new Fault.Start()));
            assertThat(interventions(run(plan, Flaw.NONE)).stream().filter(Intervention::ended))
                    .filteredOn(intervention -> intervention.fault() instanceof Fault.Pause)
                    .singleElement()
                    .matches(intervention -> !intervention.tookEffect());
        }

        @Test
        void everythingIsCuredBeforeRecovery() {
            var last = interventions(events).reversed().stream()
                    .limit(6)
                    .map(it -> it.fault().text())
                    .distinct();
            assertThat(last).containsExactlyInAnyOrder("heal", "start", "resume");
            assertThat(events.stream()
                            .filter(event ->
                                    event instanceof Disturbance && !event.f().equals(TestRun.PHASE))
                            .mapToLong(Event::index)
                            .max()
                            .orElseThrow())
                    .isLessThan(phase(events, TestRun.RECOVERY).orElseThrow().index());
        }

        @Test
        void theHistoryTellsWhatAFaultCameTo() {
            var kill = interventions(events).stream()
                    .filter(it -> it.fault().text().startsWith("kill"))
                    .findFirst()
                    .orElseThrow();
            assertThat(kill.does()).matches("n[1-5]( n[1-5])*");
        }
    }

    @Test
    void anInterruptedRunCuresAndEnds() {
        var plan = Plans.plan(7, "partition", "kill", "pause");
        var events = new ArrayList<Event>();
        try (var cluster = new FakeCluster(plan.nodes(), Flaw.NONE, 7)) {
            TestRun.perform(plan, Registers.workload(5, true), cluster, events::add, () -> events.size() > 1000);
        }
        assertThat(phase(events, TestRun.INTERRUPTED)).isPresent();
        assertThat(phase(events, TestRun.RECOVERY)).isEmpty();
        assertThat(interventions(events).getLast().ended()).isTrue();
        assertThat(interventions(events).getLast().fault().cure()).isEmpty();
        assertThat(History.of(events).operations())
                .allSatisfy(op -> assertThat(op.completion()).isPresent());
    }

    @Nested
    class FailingFast {

        private final TestPlan plan = Plans.plan(12, "partition", "kill", "pause");
        private final List<Event> events = run(plan, Flaw.STALE_READS);
        private final Event mark = phase(events, TestRun.VIOLATION).orElseThrow();

        @Test
        void aViolationEndsTheRun() {
            assertThat(mark.time()).isLessThan(Duration.ofSeconds(10).toNanos());
            assertThat(events.subList(Math.toIntExact(mark.index()), events.size()))
                    .noneMatch(Invocation.class::isInstance);
            assertThat(phase(events, TestRun.RECOVERY)).isEmpty();
            assertThat(History.of(events).operations())
                    .allSatisfy(op -> assertThat(op.completion()).isPresent());
        }

        @Test
        void everythingIsCuredAllTheSame() {
            assertThat(interventions(events).reversed().stream()
                            .limit(6)
                            .map(it -> it.fault().text())
                            .distinct())
                    .containsExactlyInAnyOrder("heal", "start", "resume");
            assertThat(interventions(events).getLast().ended()).isTrue();
        }

        @Test
        void theSamePlanGivesTheSameHistory() {
            assertThat(run(plan, Flaw.STALE_READS)).isEqualTo(events);
        }

        @Test
        void untilThenItIsTheSameHistoryAsOfARunThatGoesOn() {
            List<Event> whole = run(Plans.toTheEnd(plan), Flaw.STALE_READS);
            int until = Math.toIntExact(mark.index());
            assertThat(whole.subList(0, until)).isEqualTo(events.subList(0, until));
            assertThat(phase(whole, TestRun.VIOLATION)).isEmpty();
            assertThat(phase(whole, TestRun.RECOVERY)).isPresent();
        }

        @Test
        void withoutAViolationNothingIsDifferent() {
            for (int seed = 0; seed < 5; seed++) {
                var sound = Plans.plan(seed, "partition", "kill", "pause");
                assertThat(run(sound, Flaw.NONE)).isEqualTo(run(Plans.toTheEnd(sound), Flaw.NONE));
            }
        }

        @Test
        void whoListensIsToldOfTheViolationBeforeTheHistoryIs() {
            var told = new ArrayList<Object>();
            try (var cluster = new FakeCluster(plan.nodes(), Flaw.STALE_READS, plan.seed())) {
                TestRun.perform(plan, Registers.workload(plan.keys(), true), cluster, heard(told), () -> false);
            }
            int notice = told.indexOf(mark) - 1;
            assertThat(told.get(notice)).isInstanceOf(Notice.Violation.class);
            assertThat(((Notice.Violation) told.get(notice)).culprit().completion())
                    .get()
                    .extracting(Completion::index)
                    .matches(end -> end < mark.index());
        }

        private static Listener heard(List<Object> told) {
            return new Listener() {
                @Override
                public void happened(Event event) {
                    told.add(event);
                }

                @Override
                public void noticed(Notice notice) {
                    told.add(notice);
                }
            };
        }
    }

    @Test
    void aMuteClusterEndsTheRunToo() {
        var operations = History.of(run(Plans.plan(8), Flaw.MUTE)).operations();
        assertThat(operations).isNotEmpty().noneMatch(op -> op.outcome() == Outcome.OK);
    }
}
