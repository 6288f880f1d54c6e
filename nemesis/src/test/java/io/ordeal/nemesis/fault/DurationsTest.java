package io.ordeal.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "1, 0.000001ms",
        "50000000, 50ms",
        "999500000, 999.5ms",
        "1000000000, 1s",
        "90250000000, 90.25s",
        "600000000000, 600s"
    })
    void areWrittenAsPeopleDo(long nanos, String text) {
        assertThat(Durations.write(Duration.ofNanos(nanos))).isEqualTo(text);
        assertThat(Durations.read(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @Test
    void areReadBackAsTheyWereWritten() {
        var random = new SplittableRandom(1);
        for (int draw = 0; draw < 1000; draw++) {
            Duration duration = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 50)));
            assertThat(Durations.read(Durations.write(duration))).isEqualTo(duration);
        }
        assertThat(Durations.read(" 1.5m ")).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1.s", ".5s", "1h", "1 s", "1s2s", "12345678901s", "NaNs"})
    void nothingElseIsOne(String text) {
        assertThatThrownBy(() -> Durations.read(text)).hasMessageContaining("is no duration such as 250ms, 1.5s or 2m");
    }
}
