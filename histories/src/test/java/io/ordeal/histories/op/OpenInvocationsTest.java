package io.ordeal.histories.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenInvocationsTest {

    private static final int SEEDS = Math.toIntExact(20 * Long.getLong("ordeal.scale", 1));

    @Test
    void areThoseThatWerePutLast() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            var open = new OpenInvocations();
            Map<Long, Integer> expected = new HashMap<>();
            int bits = random.nextInt(1, 64);
            for (int i = 0; i < 2_000; i++) {
                long process = random.nextLong() >> bits;
                int invocation = random.nextInt(OpenInvocations.CRASHED, 1000);
                if (random.nextBoolean()) {
                    open.put(process, invocation);
                    expected.put(process, invocation);
                }
                assertThat(open.get(process))
                        .as("seed " + seed)
                        .isEqualTo(expected.getOrDefault(process, OpenInvocations.NONE));
            }
            expected.forEach(
                    (process, invocation) -> assertThat(open.get(process)).isEqualTo(invocation));
        }
    }
}
