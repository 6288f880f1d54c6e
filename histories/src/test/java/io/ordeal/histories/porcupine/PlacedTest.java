package io.ordeal.histories.porcupine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacedTest {

    private static final int CERTAIN = 300;
    private static final int SIZE = 420;

    /** A search fills the set mostly from the left, and takes back in reverse. */
    @Test
    void configurationsAreEqualIfAndOnlyIfTheirSetsAndStatesAre() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            var placed = new Placed(CERTAIN, SIZE);
            var plain = new BitSet();
            var path = new ArrayDeque<Integer>();
            Map<Object, Configuration> known = new HashMap<>();
            Map<Configuration, Object> back = new HashMap<>();
            for (int step = 0; step < 5000; step++) {
                int operation = random.nextInt(20) == 0
                        ? CERTAIN + random.nextInt(SIZE - CERTAIN)
                        : (plain.nextClearBit(0) + random.nextInt(random.nextInt(8) == 0 ? 70 : 4)) % SIZE;
                if (random.nextInt(100) < (step / 1000 % 2 == 0 ? 30 : 65) && !path.isEmpty()) {
                    plain.clear(path.peek());
                    placed.remove(path.pop());
                } else if (!plain.get(operation)) {
                    plain.set(operation);
                    placed.add(operation);
                    path.push(operation);
                }
                Object state = random.nextInt(2);
                Object set = Map.entry(plain.clone(), state);
                Configuration configuration = placed.with(state);
                assertThat(known.computeIfAbsent(set, _ -> configuration))
                        .as("seed " + seed)
                        .isEqualTo(configuration);
                assertThat(back.computeIfAbsent(configuration, _ -> set))
                        .as("seed " + seed)
                        .isEqualTo(set);
            }
        }
    }

    @Test
    void fullWordsThatAreLeftOutStillCount() {
        var placed = new Placed(CERTAIN, SIZE);
        var seen = new HashSet<Configuration>();
        for (int operation = 0; operation < SIZE; operation++) {
            assertThat(seen.add(placed.with(0))).as(operation + " operations").isTrue();
            placed.add(operation);
        }
    }
}
