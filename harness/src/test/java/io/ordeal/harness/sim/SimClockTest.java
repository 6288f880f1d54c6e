package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.sim.SimClock.Offset;
import io.ordeal.nemesis.fault.Skew;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimClockTest {

    private static final long EPOCH = Instant.parse("2014-10-01T00:00:00Z").toEpochMilli();

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SimClock clock = new SimClock(timeline);

    @Test
    void withoutSkewItTellsTheTruth() {
        pass(1_234);
        assertThat(clock.nanos()).isEqualTo(timeline.nanos()).isEqualTo(1_234_000_000L);
        assertThat(clock.wallMillis()).isEqualTo(EPOCH + 1_234);
        assertThat(clock.offset()).isEqualTo(new Offset(0, 100));
    }

    @Test
    void jumpsAddUpAndTheMonotonicClockDoesNotNotice() {
        pass(1_000);
        clock.set(new Skew.Jump(Duration.ofHours(2)));
        assertThat(clock.wallMillis()).isEqualTo(EPOCH + 7_201_000);
        clock.set(new Skew.Jump(Duration.ofMillis(-7_200_500)));
        pass(1_000);
        assertThat(clock.wallMillis()).isEqualTo(EPOCH + 1_500);
        assertThat(clock.offset()).isEqualTo(new Offset(-500, 100));
        assertThat(clock.nanos()).isEqualTo(timeline.nanos());
    }

    @Test
    void bothClocksDriftFromWhereTheyAre() {
        pass(1_000);
        clock.set(new Skew.Drift(50));
        pass(4_000);
        assertThat(clock.nanos()).isEqualTo(3_000_000_000L);
        assertThat(clock.wallMillis()).isEqualTo(EPOCH + 3_000);
        clock.set(new Skew.Jump(Duration.ofMillis(100)));
        clock.set(new Skew.Drift(1_000));
        pass(500);
        assertThat(clock.nanos()).isEqualTo(8_000_000_000L);
        assertThat(clock.wallMillis()).isEqualTo(EPOCH + 8_100);
        assertThat(clock.offset()).isEqualTo(new Offset(2_600, 1_000));
    }

    @Test
    void strobeIsOffAndRightInTurns() {
        pass(1_000);
        clock.set(new Skew.Jump(Duration.ofMillis(7)));
        clock.set(new Skew.Strobe(Duration.ofMillis(-300), Duration.ofMillis(20)));
        var offsets = new ArrayList<Long>();
        for (int turn = 0; turn < 8; turn++) {
            offsets.add(clock.offset().wallMillis());
            pass(10);
        }
        assertThat(offsets).isEqualTo(List.of(-293L, -293L, 7L, 7L, -293L, -293L, 7L, 7L));
        assertThat(clock.nanos()).isEqualTo(timeline.nanos());
    }

    @Test
    void afterAResetTheWallClockIsRightAndTheMonotonicClockGoesOnAtTheTruePace() {
        clock.set(new Skew.Drift(200));
        clock.set(new Skew.Jump(Duration.ofDays(-1)));
        clock.set(new Skew.Strobe(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        pass(3_000);
        clock.reset();
        assertThat(clock.nanos()).isEqualTo(6_000_000_000L);
        pass(1_000);
        assertThat(clock.nanos()).isEqualTo(7_000_000_000L);
        assertThat(clock.wallMillis()).isEqualTo(EPOCH + 4_000);
        clock.set(new Skew.Jump(Duration.ofMillis(5)));
        clock.reset();
        assertThat(clock.offset()).isEqualTo(new Offset(0, 100));
    }

    @Test
    void pendingTimersFollowEveryChangeOfPace() {
        var fired = new ArrayList<String>();
        clock.after(Duration.ofSeconds(10), () -> fired.add("late " + timeline.nanos() / 1_000_000));
        clock.after(Duration.ofSeconds(5), () -> fired.add("early " + timeline.nanos() / 1_000_000));
        pass(4_000);
        clock.set(new Skew.Drift(50));
        pass(1_000);
        clock.set(new Skew.Jump(Duration.ofHours(1)));
        pass(1_500);
        clock.set(new Skew.Drift(200));
        clock.after(Duration.ofSeconds(4), () -> fired.add("last " + timeline.nanos() / 1_000_000));
        pass(1_000);
        clock.reset();
        pass(60_000);
        assertThat(fired).isEqualTo(List.of("early 6000", "last 9500", "late 10250"));
    }

    @Test
    void timersOfOneInstantFireInTheOrderOfAskingAtAnyPace() {
        var fired = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            clock.after(Duration.ofSeconds(1), () -> fired.add(number));
        }
        clock.set(new Skew.Drift(33));
        pass(100);
        clock.set(new Skew.Drift(700));
        pass(10_000);
        assertThat(fired).isSorted().hasSize(20);
    }

    @Test
    void timeNeverRunsBackByItselfAndTimersAreNeverEarly() {
        var random = new SplittableRandom(1);
        long monotonic = clock.nanos();
        long wall = clock.wallMillis();
        for (int round = 0; round < 500; round++) {
            clock.set(new Skew.Drift(random.nextInt(101, 1_001)));
            if (random.nextBoolean()) {
                clock.set(new Skew.Drift(random.nextInt(10, 100)));
            }
            long due = clock.nanos() + random.nextInt(1_000_000);
            clock.after(
                    Duration.ofNanos(due - clock.nanos()),
                    () -> assertThat(clock.nanos()).isBetween(due, due + 10));
            timeline.schedule(Duration.ofNanos(random.nextInt(1_000_000)), () -> {});
            timeline.step();
            assertThat(clock.nanos()).isGreaterThanOrEqualTo(monotonic);
            assertThat(clock.wallMillis()).isGreaterThanOrEqualTo(wall);
            monotonic = clock.nanos();
            wall = clock.wallMillis();
        }
    }

    private void pass(long millis) {
        long end = timeline.nanos() + Duration.ofMillis(millis).toNanos();
        timeline.schedule(Duration.ofMillis(millis), () -> {});
        timeline.runUntil(() -> timeline.nanos() >= end);
    }
}
