package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Valid;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TheoremsTest {

    private final Encoding<?> unique =
            RegisterHistories.unique(1, 20_000, 5, 0.01).encoding();

    @Test
    void theFirstThatHasSomethingToSayRules() {
        assertThat(Theorems.rule(unique, Long.MAX_VALUE, Patience.endless())).isInstanceOf(Valid.class);
    }

    @Test
    void whoAbstainsSaysWhy() {
        Encoding<?> few = RegisterHistories.few(1, 100, 5, 0.01, 3).encoding();
        assertThat(Theorems.rule(few, Long.MAX_VALUE, Patience.endless()))
                .isInstanceOfSatisfying(
                        Abstains.class, abstains -> assertThat(abstains.why()).contains("zones: some value"));
    }

    @Test
    void nobodyBeginsWhatThereIsNoMemoryFor() {
        assertThat(Theorems.rule(unique, 100_000, Patience.endless()))
                .isInstanceOfSatisfying(
                        Abstains.class, abstains -> assertThat(abstains.why()).contains("zones: not enough memory"));
    }

    @Test
    void everythingCanBeGivenUp() {
        var asked = new AtomicInteger();
        Theorems.rule(unique, Long.MAX_VALUE, new Patience(() -> asked.incrementAndGet() > 0));
        int total = asked.get();
        assertThat(total).isGreaterThan(10);
        for (int last = 1; last <= total; last++) {
            int end = last;
            asked.set(0);
            assertThat(Theorems.rule(unique, Long.MAX_VALUE, new Patience(() -> asked.incrementAndGet() < end)))
                    .isInstanceOfSatisfying(
                            Abstains.class,
                            abstains -> assertThat(abstains.why()).contains("no time left"));
            assertThat(asked).hasValue(end);
        }
    }
}
