package io.ordeal.histories.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.generate.Values;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CutTest {

    private static final int SEEDS = Math.toIntExact(40 * Long.getLong("ordeal.scale", 1));
    private static final int OPERATIONS = 150;

    /** Who begins anywhere in a valid history, with anything that may have come about, comes to its end. */
    @Test
    void noStretchOfAValidHistoryIsRefuted() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Encoding<?> encoding = new RegisterHistories(
                            seed,
                            OPERATIONS,
                            1 + seed % 8,
                            seed % 3 == 0 ? 0 : 0.1,
                            new Values.Few(2 + seed % 4),
                            new Flaw.None())
                    .encoding();
            var stretches =
                    new Stretches<>(encoding, Prunings.ALL, Meter.start(Duration.ofDays(1), Long.MAX_VALUE, () -> 0));
            for (int end = 0; end < encoding.columns().positions(); end += 3) {
                if (encoding.columns().isReturn(end)) {
                    assertThat(stretches.find(end, 1 << 16))
                            .as("seed %d, before %d", seed, end)
                            .isEmpty();
                }
            }
        }
    }
}
