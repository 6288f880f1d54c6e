package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.judge.Verdict;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every safeguard is tested with itself taken away: a simulation that does not notice proves nothing. */
class SafeguardsTest {

    private static final long SEEDS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofSeconds(8);

    @ParameterizedTest
    @EnumSource
    void simulationNoticesTheLossOfEverySafeguard(Defect defect) {
        var caught = new AtomicReference<>(OptionalLong.empty());
        defect.during(() -> caught.set(LongStream.rangeClosed(1, SEEDS)
                .filter(SafeguardsTest::isNoticed)
                .findFirst()));
        assertThat(caught.get()).as(defect + " in " + SEEDS + " seeds").isPresent();
    }

    private static boolean isNoticed(long seed) {
        return !Upheaval.findings(seed, SHORT).isEmpty()
                || isInvalid(Trial.of(seed, LIMIT))
                || isInvalid(Trial.chasingLeaders(seed, LIMIT))
                || isInvalid(Trial.changingMembers(seed, LIMIT));
    }

    private static boolean isInvalid(Trial trial) {
        return trial.verdict() == Verdict.INVALID;
    }
}
