package io.ordeal.harness.bench;

import java.time.Duration;

/**
 * How often something is run to be measured.
 *
 * @param runs at least, if there is time
 * @param warmUp how long it is run before; once at least
 * @param least how long it is run at least
 * @param most after which no other run begins, nor any at all where the first one took as long
 */
public record Effort(int runs, Duration warmUp, Duration least, Duration most) {
    public Effort {
        if (runs < 1) {
            throw new IllegalArgumentException("nothing is measured in " + runs + " runs");
        }
    }

    /** As much as gives a figure. */
    public static Effort full(int runs) {
        return new Effort(runs, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(20));
    }

    /** As much as gives an idea. */
    public static Effort quick(int runs) {
        return new Effort(runs, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(3));
    }
}
