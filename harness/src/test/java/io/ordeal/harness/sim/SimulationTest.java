package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.judge.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server as it is, under everything that the simulation has. Scaled by {@code -Dordeal.scale}. */
class SimulationTest {

    private static final int SCALE = Integer.getInteger("ordeal.scale", 1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void serverKeepsItsPromisesUnderAllFaults() {
        long taken = 0;
        long installed = 0;
        for (long seed = 1; seed <= 40L * SCALE; seed++) {
            Trial trial = Trial.of(seed, LIMIT);
            assertThat(trial.verdict()).as(trial.says()).isEqualTo(Verdict.VALID);
            taken += trial.snapshots().taken();
            installed += trial.snapshots().installed();
        }
        assertThat(taken).as("snapshots taken").isGreaterThan(40L * SCALE * 100);
        assertThat(installed).as("snapshots of leaders installed").isGreaterThan(40L * SCALE);
    }

    /** With leaders of a few milliseconds little gets done, in some worlds too little for a verdict. */
    @Test
    void serverKeepsItsPromisesWhileItsLeadersAreChased() {
        long succeeded = 0;
        long installed = 0;
        for (long seed = 1; seed <= 20L * SCALE; seed++) {
            Trial trial = Trial.chasingLeaders(seed, LIMIT);
            assertThat(trial.verdict()).as(trial.says()).isIn(Verdict.VALID, Verdict.VACUOUS);
            succeeded += trial.succeeded();
            installed += trial.snapshots().installed();
        }
        assertThat(installed).as("snapshots of leaders installed").isGreaterThan(10L * SCALE);
        assertThat(succeeded).isGreaterThan(20L * SCALE * 100);
    }

    @Test
    void serverKeepsItsPromisesWhileMembersComeAndGo() {
        long changes = 0;
        for (long seed = 1; seed <= 20L * SCALE; seed++) {
            Trial trial = Trial.changingMembers(seed, LIMIT);
            assertThat(trial.verdict()).as(trial.says()).isIn(Verdict.VALID, Verdict.VACUOUS);
            changes += trial.changes();
        }
        assertThat(changes).as("configurations committed").isGreaterThan(20L * SCALE * 10);
    }

    @Test
    void everyMemberServesAfterAnUpheaval() {
        for (long seed = 1; seed <= 60L * SCALE; seed++) {
            assertThat(Upheaval.findings(seed, Duration.ofSeconds(10))).isEmpty();
        }
    }

    @Test
    void sameSeedIsTheSameRunAndAnotherIsNot() {
        for (long seed = 1; seed <= 3; seed++) {
            Trial first = Trial.of(seed, Duration.ofSeconds(10));
            assertThat(Trial.of(seed, Duration.ofSeconds(10)).events()).isEqualTo(first.events());
            assertThat(Trial.of(seed + 1, Duration.ofSeconds(10)).events()).isNotEqualTo(first.events());
        }
    }
}
