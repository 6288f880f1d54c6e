package io.ordeal.nemesis.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How harm and calm alternate.
 *
 * @param harmed how long a harm lasts until its cure, on average
 * @param calm how long it is calm between a cure and the next harm, on average
 * @param jitter by how much either may be longer or shorter
 */
public record Rhythm(Duration harmed, Duration calm, Duration jitter) {

    public Rhythm {
        if (jitter.isNegative() || jitter.compareTo(harmed) >= 0 || jitter.compareTo(calm) > 0) {
            throw new IllegalArgumentException(
                    "a jitter of %s is too much for %s of harm and %s of calm".formatted(jitter, harmed, calm));
        }
    }

    Duration nextHarmed(RandomGenerator random) {
        return around(harmed, random);
    }

    Duration nextCalm(RandomGenerator random) {
        return around(calm, random);
    }

    /** The same at another speed. */
    Rhythm times(double factor) {
        return new Rhythm(scaled(harmed, factor), scaled(calm, factor), scaled(jitter, factor));
    }

    static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }

    private Duration around(Duration mean, RandomGenerator random) {
        long spread = jitter.toMillis();
        return mean.plusMillis(random.nextLong(-spread, spread + 1));
    }
}
