package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.model.EtcdKey.Version;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Illegal;
import io.ordeal.histories.theorem.Contradiction.Misplaced;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import io.ordeal.histories.theorem.Versioned.Step;
import io.ordeal.histories.theorem.VersionedHistory.Call;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalOrderTest {

    private static final int UNTOLD = Versioned.UNTOLD;
    private static final int NEVER = VersionedHistory.NEVER;
    private static final long HISTORIES = 300_000L * Long.getLong("ordeal.scale", 1);

    @Test
    void agreesWithAllOrders() {
        var trial = new TotalOrderTrial(HISTORIES);
        assertThat(trial.get()).isEqualTo(Optional.empty());
        assertThat(trial.rulings()).containsOnlyKeys("Abstains", "Belated", "Illegal", "Misplaced", "Valid");
        double abstains = trial.rulings().getOrDefault("Abstains", 0);
        double valid = trial.rulings().getOrDefault("Valid", 0);
        assertThat(abstains / HISTORIES)
                .as("share of histories without a ruling")
                .isLessThan(0.3);
        assertThat(valid / HISTORIES).as("share of valid histories").isBetween(0.3, 0.65);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void decidesLargeHistoriesOfEtcd(long seed) {
        Encoding<Version> encoding = EtcdHistories.of(RegisterHistories.unique(seed, 20_000, 10, 0.03));
        assertThat(new TotalOrder().rule(encoding, Patience.endless()))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(Witness.complaint(encoding, valid.order()))
                                .isEmpty());
    }

    private static Ruling rule(Call... calls) {
        return new TotalOrder()
                .rule(new VersionedHistory(new Versioned(true), List.of(calls)).encoding(), Patience.endless());
    }

    private static Call set(int value, int version, int invoked, int returned) {
        return new Call(new Step(true, value, version, true), invoked, returned);
    }

    private static Call see(int value, int version, int invoked, int returned) {
        return new Call(new Step(false, value, version, true), invoked, returned);
    }

    @Test
    void saysWhatContradictsWhat() {
        assertThat(rule(set(7, 2, 0, 1), set(8, 1, 2, 3))).isEqualTo(new Invalid(new Belated(1, 0)));
        assertThat(rule(set(7, 1, 0, 1), see(8, 1, 2, 3))).isEqualTo(new Invalid(new Illegal(1, OptionalInt.of(0))));
        assertThat(rule(see(8, 0, 2, 3))).isEqualTo(new Invalid(new Illegal(0, OptionalInt.empty())));
        assertThat(rule(set(7, 1, 0, 1), set(8, 2, 2, 5), see(0, UNTOLD, 3, 4)))
                .isEqualTo(new Invalid(new Misplaced(2)));
    }

    @Test
    void takesWhatIsUncertainWhereItHelps() {
        assertThat(rule(set(7, UNTOLD, 0, NEVER), set(9, UNTOLD, 1, NEVER), set(8, 1, 2, 3), see(7, 2, 4, 5)))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.order()).containsExactly(2, 0, 3));
        assertThat(rule(set(7, 1, 0, 1), see(9, 2, 2, 3), set(9, UNTOLD, 4, NEVER)))
                .isEqualTo(new Invalid(new Illegal(1, OptionalInt.of(0))));
        assertThat(rule(set(7, 1, 0, 1), set(8, UNTOLD, 2, NEVER), see(9, 2, 3, 4)))
                .isInstanceOf(Abstains.class);
    }

    @Test
    void abstainsWhereAChangeTellsNothing() {
        assertThat(rule(set(7, UNTOLD, 0, 1), see(7, 1, 2, 3))).isInstanceOf(Abstains.class);
        assertThat(rule(see(0, UNTOLD, 2, 3))).isInstanceOf(Abstains.class);
    }
}
