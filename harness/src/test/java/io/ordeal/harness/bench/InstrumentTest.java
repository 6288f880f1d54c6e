package io.ordeal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.bench.Instrument.Reading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InstrumentTest {

    private final AtomicLong now = new AtomicLong();

    private Instrument instrument(int runs, long warmUp, long least, long most) {
        return new Instrument(
                now::get, new Effort(runs, Duration.ofNanos(warmUp), Duration.ofNanos(least), Duration.ofNanos(most)));
    }

    /** Takes so long each time; the last of them from then on. */
    private Supplier<Integer> taking(Integer... nanos) {
        var left = new ArrayDeque<>(List.of(nanos));
        return () -> {
            int time = left.size() > 1 ? left.poll() : left.element();
            now.addAndGet(time);
            return time;
        };
    }

    @Test
    void whatIsColdDoesNotCount() {
        Reading<Integer> reading = instrument(3, 100, 0, 1000).read(taking(60, 50, 3, 1, 2), _ -> true);
        assertThat(reading.result()).isEqualTo(60);
        assertThat(reading.timing()).isEqualTo(new Timing(1, 2, 3));
    }

    @Test
    void whatIsQuickIsRunUntilItTakesLongEnough() {
        assertThat(instrument(3, 0, 50, 1000).read(taking(9, 5), _ -> true).timing())
                .isEqualTo(new Timing(5, 5, 10));
    }

    @Test
    void whatTakesLongIsRunOnce() {
        assertThat(instrument(3, 0, 0, 1000).read(taking(1000, 1), _ -> true).timing())
                .isEqualTo(new Timing(1000, 1000, 1));
        assertThat(instrument(5, 0, 0, 1000).read(taking(900, 800), _ -> true).timing())
                .isEqualTo(new Timing(800, 800, 2));
    }

    @Test
    void whatIsNotWorthRepeatingIsRunOnce() {
        assertThat(instrument(3, 100, 100, 1000).read(taking(7, 1), _ -> false).timing())
                .isEqualTo(new Timing(7, 7, 1));
    }

    @Test
    void memoryIsWhatIsAllocated() {
        Reading<Integer> reading = instrument(1, 0, 0, 1).read(() -> new byte[40 << 20].length, _ -> false);
        assertThat(reading.peakBytes()).isBetween(40L << 20, 60L << 20);
    }
}
