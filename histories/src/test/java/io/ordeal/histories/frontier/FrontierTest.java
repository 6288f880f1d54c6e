package io.ordeal.histories.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final long HISTORIES = 100_000L * Long.getLong("ordeal.scale", 1);

    @Test
    void agreesWithAllOrdersWhateverIsPruned() {
        var trial = new FrontierTrial(HISTORIES);

        assertThat(trial.get()).isEmpty();
        assertThat((double) trial.refuted() / HISTORIES)
                .as("share of histories without an explanation")
                .isBetween(0.3, 0.7);
    }

    @Test
    void agreesWithTheOracleOfEachModelWhateverIsPruned() {
        assertThat(new ModelsTrial(HISTORIES / 20).get()).isEmpty();
    }
}
