package io.ordeal.histories.theorem;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Circle;
import io.ordeal.histories.theorem.Contradiction.Enclosure;
import io.ordeal.histories.theorem.Contradiction.Overlap;
import io.ordeal.histories.theorem.Contradiction.Rivals;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import io.ordeal.histories.theorem.Contradiction.Zone;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import io.ordeal.histories.theorem.Small.Action;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {

    private static final long HISTORIES = 2_000_000L * Long.getLong("ordeal.scale", 1);
    private static final int NONE = Small.NONE;
    private static final int NEVER = Small.NEVER;

    private final Zones zones = new Zones();

    @Test
    void agreesWithAllOrders() {
        var trial = new ZonesTrial(HISTORIES);
        assertThat(trial.get()).isEqualTo(Optional.empty());
        double valid = trial.rulings().getOrDefault("Valid", 0);
        assertThat(valid / HISTORIES).as("share of valid histories").isBetween(0.35, 0.65);
        assertThat(trial.rulings())
                .containsOnlyKeys("Belated", "Circle", "Enclosure", "Overlap", "Rivals", "Unwritten", "Valid");
    }

    private Ruling rule(Action... actions) {
        return zones.rule(new Small(10, List.of(actions)).encoding(), Patience.endless());
    }

    private static Action read(int value, int invoked, int returned) {
        return new Action(value, NONE, invoked, returned);
    }

    private static Action write(int value, int invoked, int returned) {
        return new Action(NONE, value, invoked, returned);
    }

    private static Action cas(int old, int value, int invoked, int returned) {
        return new Action(old, value, invoked, returned);
    }

    @Test
    void saysWhatContradictsWhat() {
        assertThat(rule(write(1, 0, 1), read(2, 2, 3))).isEqualTo(new Invalid(new Unwritten(1)));
        assertThat(rule(write(1, 0, 5), cas(1, 2, 1, 6), cas(1, 3, 2, 7))).isEqualTo(new Invalid(new Rivals(1, 2)));
        assertThat(rule(read(1, 0, 1), write(1, 2, 3))).isEqualTo(new Invalid(new Belated(1, 0)));
        assertThat(rule(write(1, 0, 1), read(0, 2, 3))).isEqualTo(new Invalid(new Belated(1, 0)));
        assertThat(rule(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5), read(2, 6, 7)))
                .isEqualTo(new Invalid(new Overlap(new Zone(0, 2), new Zone(1, 3))));
        assertThat(rule(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5)))
                .isEqualTo(new Invalid(new Enclosure(new Zone(0, 2), new Zone(1, 1))));
        assertThat(rule(cas(1, 2, 0, 5), cas(2, 1, 1, 6)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(((Circle) invalid.contradiction()).operations())
                                .containsExactlyInAnyOrder(0, 1));
    }

    @Test
    void whatCrashedTookEffectIfItWasSeen() {
        assertThat(rule(write(1, 0, NEVER), cas(1, 2, 1, NEVER), write(3, 2, 3), read(2, 4, 5)))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.order()).containsExactly(2, 0, 1, 3));
        assertThat(rule(write(1, 0, NEVER), cas(1, 2, 1, NEVER), write(3, 2, 3), read(3, 4, 5)))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.order()).containsExactly(2, 3));
    }

    @Test
    void whatSaysNothingFindsItsPlace() {
        assertThat(rule(write(1, 0, 1), new Action(NONE, NONE, 2, 3), read(1, 4, 5)))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.order()).containsExactly(0, 1, 2));
    }

    @Test
    void abstainsWhereItDoesNotApply() {
        assertThat(rule(write(1, 0, 1), write(1, 2, 3))).isInstanceOf(Abstains.class);
        assertThat(rule(write(1, 0, NEVER), cas(2, 1, 2, NEVER))).isInstanceOf(Abstains.class);
        assertThat(rule(write(0, 0, NEVER))).isInstanceOf(Abstains.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30, 200})
    void decidesLargeHistories(int clients) {
        RegisterHistories plan = RegisterHistories.unique(clients, 50_000, clients, 0.05);
        Encoding<?> encoding = plan.encoding();
        assertThat(zones.rule(encoding, Patience.endless()))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(Witness.complaint(encoding, valid.order()))
                                .isEmpty());
        assertThat(zones.bytes(encoding)).isLessThan(60L * encoding.columns().size());
        for (double at : new double[] {0.1, 0.9}) {
            assertThat(positionOfContradiction(plan.with(new Flaw.Phantom(at)))).isBetween(at - 0.01, at + 0.1);
            assertThat(positionOfContradiction(plan.with(new Flaw.Stale(at)))).isBetween(at - 0.01, at + 0.1);
        }
    }

    /** As a share of the history. */
    private double positionOfContradiction(RegisterHistories plan) {
        Columns columns = plan.encoding().columns();
        var invalid = (Invalid) zones.rule(plan.encoding(), Patience.endless());
        int last = 0;
        for (int operation : invalid.contradiction().operations()) {
            last = Math.max(last, columns.invoked(operation));
        }
        return (double) last / columns.positions();
    }
}
