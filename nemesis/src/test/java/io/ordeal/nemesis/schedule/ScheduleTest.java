package io.ordeal.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.fault.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final int SEEDS = 500;
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** In a run of normal pace no two harms of a package are nearer, unless one comes again and again. */
    private static final Duration CALM = Duration.ofSeconds(1);

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(Schedule.draw(FaultPackages.ALL, MINUTE, 7)).isEqualTo(Schedule.draw(FaultPackages.ALL, MINUTE, 7));
    }

    @Test
    void otherSeedsDrawOthers() {
        var drawn = new HashSet<Schedule>();
        for (int seed = 0; seed < SEEDS; seed++) {
            drawn.add(Schedule.draw(FaultPackages.ALL, MINUTE, seed));
        }
        assertThat(drawn).hasSize(SEEDS);
    }

    @Test
    void aMinuteHasFourToEightHarmsOfEachKind() {
        for (FaultPackage each : FaultPackages.ALL) {
            for (int seed = 0; seed < SEEDS; seed++) {
                assertThat(harms(Schedule.draw(List.of(each), MINUTE, seed), CALM))
                        .as("%s, seed %d", each.name(), seed)
                        .isBetween(4L, 8L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 24, 30})
    void aShortRunHasAtLeastTwoHarmsOfEachKind(int seconds) {
        Duration calm = CALM.multipliedBy(Math.min(24, seconds)).dividedBy(24);
        for (FaultPackage each : FaultPackages.ALL) {
            for (int seed = 0; seed < SEEDS; seed++) {
                assertThat(harms(Schedule.draw(List.of(each), Duration.ofSeconds(seconds), seed), calm))
                        .as("%s, seed %d", each.name(), seed)
                        .isBetween(2L, 5L);
            }
        }
    }

    @Test
    void everyHarmIsFollowedByItsCureOrByItself() {
        for (FaultPackage each : FaultPackages.ALL) {
            for (int seed = 0; seed < SEEDS; seed++) {
                List<Fault> faults = Schedule.draw(List.of(each), MINUTE, seed).faults().stream()
                        .map(Timed::fault)
                        .toList();
                assertThat(faults.getLast().isCure()).isTrue();
                for (int i = 0; i + 1 < faults.size(); i++) {
                    Fault next = faults.get(i + 1);
                    if (!faults.get(i).isCure()) {
                        assertThat(next.equals(faults.get(i))
                                        || faults.get(i).cure().equals(Optional.of(next)))
                                .as("%s after %s", next.text(), faults.get(i).text())
                                .isTrue();
                    }
                }
            }
        }
    }

    /** A network flaps, restarts come in storms, and leaders are chased. */
    @Test
    void someHarmsComeAgainWhileTheyLast() {
        for (FaultPackage each : List.of(FaultPackages.PARTITION, FaultPackages.KILL)) {
            for (FaultPackage.Harm harm : each.harms()) {
                var alone = new FaultPackage("x", List.of(harm), each.rhythm());
                List<Fault> drawn = Schedule.draw(List.of(alone), MINUTE, 1).faults().stream()
                        .map(Timed::fault)
                        .toList();
                long spells = drawn.stream().filter(Fault::isCure).count();
                long harms = drawn.size() - spells;
                assertThat(harms > 8)
                        .as(harm + ": " + drawn)
                        .isEqualTo(harm.beat().isPresent());
                assertThat(harms > spells)
                        .isEqualTo(harm.beat().filter(beat -> !beat.withCure()).isPresent());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 24, 60, 600})
    void bothEndsAreQuiet(int seconds) {
        var run = Duration.ofSeconds(seconds);
        Duration quiet = Duration.ofMillis(Math.min(1500, seconds * 1000L / 24 * 3 / 2));
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Timed> faults = Schedule.draw(FaultPackages.ALL, run, seed).faults();
            assertThat(faults.getFirst().at()).isGreaterThanOrEqualTo(quiet);
            assertThat(faults.getLast().at()).isLessThanOrEqualTo(run.minus(quiet));
        }
    }

    @Test
    void severalPackagesInterleaveAndDoNotDisturbEachOther() {
        Schedule both = Schedule.draw(FaultPackage.parse("partition,kill"), MINUTE, 3);
        Schedule kills = Schedule.draw(FaultPackage.parse("kill"), MINUTE, 3);
        assertThat(both.faults())
                .containsAll(kills.faults())
                .hasSizeGreaterThan(kills.faults().size());
        assertThat(both.faults()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(both.cures()).containsExactlyInAnyOrder(new Fault.Heal(), new Fault.Start());
    }

    @Test
    void everyHarmOfAPackageIsDrawnSomeTime() {
        for (FaultPackage each : FaultPackages.ALL) {
            var drawn = new HashSet<Fault>();
            for (int seed = 0; seed < SEEDS; seed++) {
                Schedule.draw(List.of(each), MINUTE, seed).faults().forEach(timed -> drawn.add(timed.fault()));
            }
            assertThat(drawn)
                    .containsAll(
                            each.harms().stream().map(FaultPackage.Harm::fault).toList());
        }
    }

    @Test
    void nothingIsDoneWithoutPackagesOrTime() {
        assertThat(Schedule.draw(List.of(), MINUTE, 1)).isEqualTo(Schedule.NONE);
        assertThat(Schedule.draw(FaultPackages.ALL, Duration.ZERO, 1)).isEqualTo(Schedule.NONE);
    }

    /** Those that come again while they last count once. */
    private static long harms(Schedule schedule, Duration calm) {
        List<Timed> faults = schedule.faults();
        return IntStream.range(0, faults.size())
                .filter(i -> !faults.get(i).fault().isCure())
                .filter(i -> i == 0
                        || (faults.get(i - 1).fault().isCure()
                                && faults.get(i)
                                                .at()
                                                .minus(faults.get(i - 1).at())
                                                .compareTo(calm)
                                        >= 0))
                .count();
    }
}
