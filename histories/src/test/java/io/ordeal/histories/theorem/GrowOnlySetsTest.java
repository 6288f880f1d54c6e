package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.GrowOnlySet;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Trie;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Premature;
import io.ordeal.histories.theorem.Contradiction.Torn;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import io.ordeal.histories.theorem.SmallHistory.Call;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowOnlySetsTest {

    private static final int NEVER = SmallHistory.NEVER;
    private static final long HISTORIES = 150_000L * Long.getLong("ordeal.scale", 1);

    @Test
    void agreesWithAllOrders() {
        var trial = new SetTrial(HISTORIES);
        assertThat(trial.get()).isEqualTo(Optional.empty());
        assertThat(trial.rulings()).containsOnlyKeys("Belated", "Premature", "Torn", "Unwritten", "Valid");
        assertThat(trial.share("Valid")).isBetween(0.3, 0.7);
    }

    private final GrowOnlySet model = new GrowOnlySet(NilRead.ANYTHING);

    private Call<Trie> add(long element, int invoked, int returned) {
        return new Call<>(model.possible("add", element), invoked, returned);
    }

    private Call<Trie> read(List<Long> elements, int invoked, int returned) {
        return new Call<>(model.certain("read", null, elements), invoked, returned);
    }

    private Ruling rule(List<Call<Trie>> calls) {
        return new GrowOnlySets().rule(new SmallHistory<>(model, calls).encoding(), Patience.endless());
    }

    @Test
    void saysWhatContradictsWhat() {
        assertThat(rule(List.of(add(1, 0, 9), read(List.of(1L, 2L), 2, 3)))).isEqualTo(new Invalid(new Unwritten(1)));
        assertThat(rule(List.of(add(1, 0, 1), read(List.of(), 2, 3)))).isEqualTo(new Invalid(new Belated(1, 0)));
        assertThat(rule(List.of(add(1, 0, 9), add(2, 1, 8), read(List.of(1L), 2, 3), read(List.of(2L), 4, 5))))
                .isEqualTo(new Invalid(new Torn(2, 3)));
        assertThat(rule(List.of(read(List.of(1L), 0, 1), add(1, 2, 3)))).isEqualTo(new Invalid(new Premature(0, 1, 0)));
        assertThat(rule(List.of(read(List.of(1L), 0, 9), add(2, 1, 2), add(1, 3, 4), read(List.of(1L, 2L), 10, 11))))
                .isEqualTo(new Invalid(new Premature(0, 2, 1)));
    }

    @Test
    void takesWhatIsUncertainWhereItIsNeeded() {
        assertThat(rule(List.of(add(1, 0, NEVER), add(2, 1, NEVER), read(List.of(), 2, 3), read(List.of(2L), 4, 5))))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.order()).containsExactly(2, 1, 3));
    }

    @Test
    void abstainsFromReadsThatNoStateAllows() {
        assertThat(rule(List.of(add(1, 0, 1), read(List.of(1L, 1L), 2, 3)))).isInstanceOf(Abstains.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decidesLargeHistories(long seed) {
        Encoding<?> encoding = SmallCollections.drawLarge(model, new SplittableRandom(seed), 5_000)
                .encoding();
        assertThat(new GrowOnlySets().rule(encoding, Patience.endless()))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(Witness.complaint(encoding, valid.order()))
                                .isEmpty());
    }
}
