package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void isTheQueueThatItShouldBeAndEqualWhateverItsPast() {
        Map<List<@Nullable Object>, Backlog> known = new HashMap<>();
        Map<Backlog, List<@Nullable Object>> back = new HashMap<>();
        for (int seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            var queue = new ArrayDeque<Object>();
            Backlog backlog = Backlog.EMPTY;
            for (int step = 0; step < 100; step++) {
                if (random.nextInt(100) < (step / 20 % 2 == 0 ? 65 : 35) || queue.isEmpty()) {
                    Integer value = random.nextInt(2);
                    queue.add(value);
                    backlog = backlog.with(value);
                } else {
                    assertThat(backlog.first()).isEqualTo(queue.remove());
                    backlog = backlog.withoutFirst();
                }
                assertThat(backlog.elements()).isEqualTo(List.copyOf(queue));
                assertThat(backlog.isEmpty()).isEqualTo(queue.isEmpty());
                Backlog twin = known.putIfAbsent(backlog.elements(), backlog);
                assertThat(twin == null ? backlog : twin).isEqualTo(backlog).hasSameHashCodeAs(backlog);
                assertThat(back.computeIfAbsent(backlog, Backlog::elements)).isEqualTo(backlog.elements());
            }
        }
    }
}
