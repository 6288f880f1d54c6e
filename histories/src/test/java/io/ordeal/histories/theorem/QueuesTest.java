package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.FifoQueue;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.UnorderedQueue;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Doubled;
import io.ordeal.histories.theorem.Contradiction.Occupied;
import io.ordeal.histories.theorem.Contradiction.Overtaking;
import io.ordeal.histories.theorem.Contradiction.Stay;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import io.ordeal.histories.theorem.SmallHistory.Call;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuesTest {

    private static final long HISTORIES = 150_000L * Long.getLong("ordeal.scale", 1);

    @Test
    void agreesWithAllOrdersFirstInFirstOut() {
        var trial = new FifoTrial(HISTORIES);
        assertThat(trial.get()).isEqualTo(Optional.empty());
        assertThat(trial.rulings())
                .containsOnlyKeys("Abstains", "Belated", "Doubled", "Occupied", "Overtaking", "Unwritten", "Valid");
        assertThat(trial.share("Valid")).isBetween(0.3, 0.7);
        assertThat(trial.share("Abstains")).isLessThan(0.1);
    }

    @Test
    void agreesWithAllOrdersInAnyOrder() {
        var trial = new PoolTrial(HISTORIES);
        assertThat(trial.get()).isEqualTo(Optional.empty());
        assertThat(trial.rulings())
                .containsOnlyKeys("Abstains", "Belated", "Doubled", "Occupied", "Unwritten", "Valid");
        assertThat(trial.share("Valid")).isBetween(0.3, 0.7);
        assertThat(trial.share("Abstains")).isLessThan(0.1);
    }

    private final FifoQueue fifo = new FifoQueue();
    private final UnorderedQueue pool = new UnorderedQueue();

    private static <S> Call<S> put(Model<S> model, long element, int invoked, int returned) {
        return new Call<>(model.possible("enqueue", element), invoked, returned);
    }

    private static <S> Call<S> take(Model<S> model, @Nullable Object element, int invoked, int returned) {
        return new Call<>(model.certain("dequeue", null, element), invoked, returned);
    }

    private static <S> Ruling rule(Model<S> model, List<Call<S>> calls) {
        return new Queues().rule(new SmallHistory<>(model, calls).encoding(), Patience.endless());
    }

    @Test
    void saysWhatContradictsWhat() {
        assertThat(rule(fifo, List.of(take(fifo, 1L, 0, 1)))).isEqualTo(new Invalid(new Unwritten(0)));
        assertThat(rule(fifo, List.of(take(fifo, 1L, 0, 1), put(fifo, 1, 2, 3))))
                .isEqualTo(new Invalid(new Belated(1, 0)));
        assertThat(rule(fifo, List.of(put(fifo, 1, 0, 1), take(fifo, 1L, 2, 3), take(fifo, 1L, 4, 5))))
                .isEqualTo(new Invalid(new Doubled(1, 2)));
        assertThat(rule(fifo, List.of(put(fifo, 1, 0, 1), put(fifo, 2, 2, 3), take(fifo, 2L, 4, 5))))
                .isEqualTo(
                        new Invalid(new Overtaking(new Stay(0, OptionalInt.empty()), new Stay(1, OptionalInt.of(2)))));
        assertThat(rule(
                        pool,
                        List.of(
                                put(pool, 1, 0, 1),
                                put(pool, 2, 2, 5),
                                take(pool, null, 3, 12),
                                take(pool, 1L, 6, 8),
                                take(pool, 2L, 13, 14))))
                .isEqualTo(new Invalid(
                        new Occupied(2, List.of(new Stay(0, OptionalInt.of(3)), new Stay(1, OptionalInt.of(4))))));
    }

    @Test
    void abstainsWhereItIsNotKnownWhatWasTaken() {
        assertThat(rule(fifo, List.of(put(fifo, 1, 0, 1), put(fifo, 1, 2, 3)))).isInstanceOf(Abstains.class);
        assertThat(rule(fifo, List.of(new Call<>(fifo.possible("dequeue", null), 0, SmallHistory.NEVER))))
                .isInstanceOf(Abstains.class);
        assertThat(rule(pool, List.of(new Call<>(pool.possible("dequeue", null), 0, SmallHistory.NEVER))))
                .isInstanceOf(Abstains.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decidesLargeHistories(long seed) {
        isExplained(SmallCollections.drawLarge(fifo, new SplittableRandom(seed), 5_000));
        isExplained(SmallCollections.drawLarge(pool, new SplittableRandom(seed), 5_000));
    }

    private static void isExplained(SmallHistory<?> history) {
        Encoding<?> encoding = history.encoding();
        assertThat(new Queues().rule(encoding, Patience.endless()))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(Witness.complaint(encoding, valid.order()))
                                .isEmpty());
    }
}
