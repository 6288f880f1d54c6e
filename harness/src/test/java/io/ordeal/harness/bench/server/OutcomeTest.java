package io.ordeal.harness.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordeal.harness.bench.Goals;
import io.ordeal.harness.bench.server.Duel.Comparison;
import io.ordeal.harness.bench.server.Point.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void theRatioIsTheMedianOfTheRounds() {
        Outcome one = outcome(1, 100, 900, 300);
        Outcome other = outcome(1, 100, 100, 100);
        assertThat(one.rate()).isEqualTo(300);
        assertThat(one.times(other)).isEqualTo(3);
        assertThat(other.times(one)).isEqualTo(1 / 3.0, within(1e-9));
    }

    @Test
    void latenciesAreThoseOfAllRounds() {
        var slow = new Outcome(List.of(sample(1, 99), sample(80, 1)));
        assertThat(slow.millis(50)).isEqualTo(1, within(0.01));
        assertThat(slow.millis(100)).isEqualTo(80, within(0.1));
    }

    @Test
    void goalsAreMetOrMissedByWhatWasMeasured() {
        Comparison fast = compare(new Point(Work.PUT, 64, Via.LEADER), outcome(1, 210), outcome(2, 100));
        Comparison slow = compare(new Point(Work.PUT, 256, Via.LEADER), outcome(3, 190), outcome(2, 100));
        assertThat(met(List.of(fast), "PUT at 64")).contains(true);
        assertThat(met(List.of(fast, slow), "PUT at 64")).contains(false);
        assertThat(met(List.of(fast), "p99")).contains(true);
        assertThat(met(List.of(fast, slow), "p99")).contains(false);
        assertThat(met(List.of(fast), "local GET")).isEmpty();
    }

    @Test
    void aSingleWriteIsMeasuredByTheDisk() {
        Comparison put = compare(new Point(Work.PUT, 1, Via.LEADER), outcome(3, 10), outcome(3, 10));
        Comparison get = compare(new Point(Work.LOCAL_GET, 1, Via.LEADER), outcome(1, 10), outcome(1, 10));
        assertThat(met(List.of(put, get), "PUT at 1 ", 1_000_000)).contains(true);
        assertThat(met(List.of(put, get), "PUT at 1 ", 500_000)).contains(false);
        assertThat(met(List.of(put), "PUT at 1 ", 500_000)).isEmpty();
    }

    private static Optional<Boolean> met(List<Comparison> all, String goal) {
        return met(all, goal, 1);
    }

    private static Optional<Boolean> met(List<Comparison> all, String goal, long syncNanos) {
        return among(ServerGoals.outcomes(all, List.of(), List.of(), List.of(), Optional.of(syncNanos)), goal);
    }

    private static Optional<Boolean> among(List<Goals.Outcome> outcomes, String goal) {
        return outcomes.stream()
                .filter(outcome -> outcome.goal().startsWith(goal))
                .findFirst()
                .flatMap(Goals.Outcome::met);
    }

    @Test
    void aMillionKeysMayStallNobody() {
        assertThat(among(ofMillion(50), "snapshots of 1M keys")).contains(true);
        assertThat(among(ofMillion(51), "snapshots of 1M keys")).contains(false);
    }

    private static List<Goals.Outcome> ofMillion(int longestMillis) {
        var population = new Population(
                Contestant.ORDEAL,
                1_000_000,
                Duration.ofMinutes(1),
                1,
                Optional.of(1L),
                Duration.ofMillis(longestMillis),
                Duration.ofSeconds(1));
        return ServerGoals.outcomes(List.of(), List.of(), List.of(population), List.of(), Optional.empty());
    }

    @Test
    void watchersMayTakeTheirMemoryAndATenthOfTheSpeed() {
        assertThat(among(ofCrowd(100_000_000, 9.9), "10,000 idle watchers: 100 MB"))
                .contains(true);
        assertThat(among(ofCrowd(100_000_001, 9.9), "10,000 idle watchers: 100 MB"))
                .contains(false);
        assertThat(among(ofCrowd(1, 9.9), "10,000 idle watchers: writes")).contains(true);
        assertThat(among(ofCrowd(1, 10.1), "10,000 idle watchers: writes")).contains(false);
    }

    private static List<Goals.Outcome> ofCrowd(long heap, double slowdown) {
        var crowd = new Crowd(Contestant.ORDEAL, 10_000, heap, Optional.of(heap), List.of(slowdown));
        return ServerGoals.outcomes(List.of(), List.of(), List.of(), List.of(crowd), Optional.empty());
    }

    private static Comparison compare(Point point, Outcome ordeal, Outcome etcd) {
        return new Comparison(point, ordeal, Optional.of(etcd));
    }

    /** Rounds of a second. */
    private static Outcome outcome(int millis, int... rates) {
        var samples = new ArrayList<Sample>();
        for (int rate : rates) {
            samples.add(sample(millis, rate));
        }
        return new Outcome(samples);
    }

    private static Sample sample(int millis, int answers) {
        var latencies = new Histogram(3);
        latencies.recordValueWithCount(millis * 1_000_000L, answers);
        return new Sample(Duration.ofSeconds(1), answers, 0, latencies);
    }
}
