package io.ordeal.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.nemesis.fault.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final int SEEDS = 500;
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(Schedule.draw(FaultPackage.ALL, MINUTE, 7)).isEqualTo(Schedule.draw(FaultPackage.ALL, MINUTE, 7));
    }

    @Test
    void otherSeedsDrawOthers() {
        var drawn = new HashSet<Schedule>();
        for (int seed = 0; seed < SEEDS; seed++) {
            drawn.add(Schedule.draw(FaultPackage.ALL, MINUTE, seed));
        }
        assertThat(drawn).hasSize(SEEDS);
    }

    @Test
    void aMinuteHasFourToEightHarmsOfEachKind() {
        for (FaultPackage each : FaultPackage.ALL) {
            for (int seed = 0; seed < SEEDS; seed++) {
                assertThat(harms(Schedule.draw(List.of(each), MINUTE, seed)))
                        .as("%s, seed %d", each.name(), seed)
                        .isBetween(4L, 8L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 24, 30})
    void aShortRunHasAtLeastTwoHarmsOfEachKind(int seconds) {
        for (FaultPackage each : FaultPackage.ALL) {
            for (int seed = 0; seed < SEEDS; seed++) {
                assertThat(harms(Schedule.draw(List.of(each), Duration.ofSeconds(seconds), seed)))
                        .as("%s, seed %d", each.name(), seed)
                        .isBetween(2L, 5L);
            }
        }
    }

    @Test
    void harmAndItsCureAlternateAndEverythingIsCuredInTheEnd() {
        for (FaultPackage each : FaultPackage.ALL) {
            for (int seed = 0; seed < SEEDS; seed++) {
                List<Timed> faults = Schedule.draw(List.of(each), MINUTE, seed).faults();
                for (int i = 0; i < faults.size(); i += 2) {
                    assertThat(faults.get(i).fault().cure())
                            .isEqualTo(Optional.of(faults.get(i + 1).fault()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 24, 60, 600})
    void bothEndsAreQuiet(int seconds) {
        var run = Duration.ofSeconds(seconds);
        Duration quiet = Duration.ofMillis(Math.min(1500, seconds * 1000L / 24 * 3 / 2));
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Timed> faults = Schedule.draw(FaultPackage.ALL, run, seed).faults();
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
        for (FaultPackage each : FaultPackage.ALL) {
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
        assertThat(Schedule.draw(FaultPackage.ALL, Duration.ZERO, 1)).isEqualTo(Schedule.NONE);
    }

    private static long harms(Schedule schedule) {
        return schedule.faults().stream()
                .filter(timed -> timed.fault().cure().isPresent())
                .count();
    }
}
