package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.judge.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every safeguard is tested with itself taken away: a simulation that does not notice proves nothing. */
class SafeguardsTest {

    private static final long SEEDS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @ParameterizedTest
    @EnumSource
    void simulationNoticesTheLossOfEverySafeguard(Defect defect) {
        var caught = new AtomicReference<Optional<Trial>>(Optional.empty());
        defect.during(() -> caught.set(LongStream.rangeClosed(1, SEEDS)
                .boxed()
                .flatMap(seed -> Stream.of(
                        Trial.of(seed, LIMIT),
                        Trial.chasingLeaders(seed, LIMIT),
                        Trial.changingMembers(seed, LIMIT),
                        Trial.dividingMembers(seed, LIMIT)))
                .filter(trial -> trial.verdict() == Verdict.INVALID)
                .findFirst()));
        assertThat(caught.get()).as(defect + " in " + SEEDS + " seeds").isPresent();
    }
}
