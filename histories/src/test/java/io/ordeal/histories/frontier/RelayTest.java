package io.ordeal.histories.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelayTest {

    @Test
    void manyAtOnceAreRightAndMostlyMeet() {
        var trial = new RelayTrial();

        assertThat(trial.get()).isEmpty();
        assertThat(trial.shareRelayed()).isGreaterThan(0.8);
    }
}
