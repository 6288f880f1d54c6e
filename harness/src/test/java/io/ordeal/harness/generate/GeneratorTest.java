package io.ordeal.harness.generate;

import static io.ordeal.harness.generate.Simulated.begun;
import static io.ordeal.harness.generate.Simulated.crashing;
import static io.ordeal.harness.generate.Simulated.failing;
import static io.ordeal.harness.generate.Simulated.perfect;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final Generator READ = new Repeat("read", null);
    private static final Generator WRITE = new Repeat("write", 1L);

    @Test
    void aLimitEndsAfterSoManyOperationsAndTheHistoryTellsAllOfIt() {
        assertThat(perfect(1, new Limit(2, WRITE)))
                .containsExactly(
                        new Invocation(0, 0, 0, "write", 1L),
                        new Completion(1, 10, 0, Outcome.OK, "write", 1L, Optional.empty()),
                        new Invocation(2, 10, 0, "write", 1L),
                        new Completion(3, 20, 0, Outcome.OK, "write", 1L, Optional.empty()));
    }

    @Test
    void everyFreeProcessIsPutToWorkAtOnce() {
        assertThat(begun(perfect(3, new Limit(3, READ))))
                .containsExactlyInAnyOrder("0 0 read null", "0 1 read null", "0 2 read null");
    }

    @Test
    void aProcessThatCrashedNeverComesBack() {
        assertThat(begun(crashing(2, new EachThread(new Limit(3, READ)))))
                .containsExactlyInAnyOrder(
                        "0 0 read null",
                        "0 1 read null",
                        "10 2 read null",
                        "10 3 read null",
                        "20 4 read null",
                        "20 5 read null");
    }

    @Test
    void aProcessThatFailedGoesOn() {
        assertThat(begun(failing(1, new Limit(2, READ)))).containsExactly("0 0 read null", "10 0 read null");
    }

    @Test
    void nothingBeginsAtTheTimeLimitOrLater() {
        var limited = new TimeLimit(Duration.ofNanos(30), READ);
        assertThat(begun(perfect(1, limited))).containsExactly("0 0 read null", "10 0 read null", "20 0 read null");
    }

    @Test
    void aTimeLimitInsideAPhaseCountsFromWhereThePhaseBegins() {
        var phases = Phases.of(new Limit(2, WRITE), new TimeLimit(Duration.ofNanos(20), READ));
        assertThat(begun(perfect(1, phases)))
                .containsExactly("0 0 write 1", "10 0 write 1", "20 0 read null", "30 0 read null");
    }

    @Test
    void aPhaseBeginsOnlyWhenEverythingOfTheOneBeforeHasEnded() {
        var history = perfect(4, Phases.of(new Limit(3, WRITE), new Limit(4, READ)));
        long lastWrite = history.stream()
                .filter(event -> event instanceof Completion && event.f().equals("write"))
                .mapToLong(Event::index)
                .max()
                .orElseThrow();
        long firstRead = history.stream()
                .filter(event -> event.f().equals("read"))
                .mapToLong(Event::index)
                .min()
                .orElseThrow();
        assertThat(firstRead).isGreaterThan(lastWrite);
        assertThat(begun(history)).hasSize(7);
    }

    @Test
    void staggeringComesToTheRateOnAverage() {
        var history = begun(perfect(10, new TimeLimit(Duration.ofMillis(1), Stagger.rate(1e6, READ))));
        assertThat(history.size()).isBetween(900, 1100);
    }

    @Test
    void aMixtureTakesEachPartAsOftenAsItIsListed() {
        var history = begun(perfect(1, new Limit(3000, new Mix(List.of(READ, READ, WRITE)))));
        assertThat(history.stream().filter(op -> op.contains("read")).count()).isBetween(1900L, 2100L);
    }

    @Test
    void aMixtureEndsWithItsLastPart() {
        assertThat(begun(perfect(1, new Mix(List.of(new Limit(2, READ), new Limit(3, WRITE))))))
                .hasSize(5);
    }

    @Test
    void eachThreadDoesItsOwnShare() {
        var history = begun(perfect(3, new EachThread(new Limit(2, READ))));
        assertThat(history)
                .containsExactlyInAnyOrder(
                        "0 0 read null",
                        "0 1 read null",
                        "0 2 read null",
                        "10 0 read null",
                        "10 1 read null",
                        "10 2 read null");
    }

    @Test
    void untilOkStopsAtTheFirstSuccess() {
        assertThat(begun(perfect(3, new UntilOk(READ)))).hasSize(1);
    }

    @Test
    void untilOkGoesOnWhileClientsFailOrCrash() {
        var limited = new TimeLimit(Duration.ofNanos(40), new UntilOk(READ));
        assertThat(begun(failing(2, limited))).hasSize(4);
        assertThat(begun(crashing(2, limited))).hasSize(4);
    }

    @Test
    void theSameQuestionsGetTheSameAnswers() {
        var generator = new TimeLimit(
                Duration.ofNanos(100_000), new Stagger(Duration.ofNanos(7), new Mix(List.of(READ, WRITE))));
        assertThat(perfect(5, generator)).isEqualTo(perfect(5, generator));
    }

    @Test
    void reservedThreadsDoNothingElse() {
        var reserve = new Limit(400, new Reserve(50, READ, WRITE));
        List<Invocation> begun = perfect(5, reserve).stream()
                .filter(Invocation.class::isInstance)
                .map(Invocation.class::cast)
                .toList();
        assertThat(begun).allMatch(op -> op.f().equals(op.process() < 2 ? "read" : "write"));
        assertThat(begun.stream().map(Invocation::process).distinct()).hasSize(5);
    }

    @Test
    void whoHasThreadsOfItsOwnKeepsNobodyWaiting() {
        var onlyReads = perfect(4, new Limit(8, new Reserve(50, READ, new Limit(0, WRITE))));
        assertThat(begun(onlyReads)).hasSize(8).allMatch(line -> line.matches("\\d+ [01] read null"));
        var onlyWrites = perfect(4, new Limit(8, new Reserve(50, new Limit(0, READ), WRITE)));
        assertThat(begun(onlyWrites)).hasSize(8).allMatch(line -> line.matches("\\d+ [23] write 1"));
        assertThat(begun(perfect(4, new Reserve(50, new Limit(1, READ), new Limit(1, WRITE)))))
                .hasSize(2);
    }

    /** When there is time for either. */
    @Test
    void reservedThreadsAndOthersGetTheirShareOfWhatIsPaced() {
        var paced = new Limit(1000, new Stagger(Duration.ofNanos(50), new Reserve(50, READ, WRITE)));
        assertThat(begun(perfect(4, paced)).stream().filter(line -> line.contains("read")))
                .hasSizeBetween(430, 570);
    }

    @Test
    void oneThreadByItselfDoesBoth() {
        var reserve = new Limit(100, new Reserve(50, READ, WRITE));
        assertThat(begun(perfect(1, reserve)).stream().filter(line -> line.contains("read")))
                .hasSizeBetween(30, 70);
    }
}
