package io.ordeal.nemesis.fault;

import java.time.Duration;

/** What becomes of packets between nodes, short of being cut off. Each is for every packet that a struck node sends to another. */
public sealed interface Impairment {

    /** Some are lost. */
    record Loss(int percent) implements Impairment {
        public Loss {
            share(percent);
        }
    }

    /** Some arrive twice. */
    record Duplication(int percent) implements Impairment {
        public Duplication {
            share(percent);
        }
    }

    /** Some are held back for so long that others overtake them. */
    record Reordering(int percent, Duration by) implements Impairment {
        public Reordering {
            share(percent);
            positive(by);
        }
    }

    /** All are late, each by another time between {@code mean - jitter} and {@code mean + jitter}. */
    record Delay(Duration mean, Duration jitter) implements Impairment {
        public Delay {
            positive(mean);
            if (jitter.isNegative() || jitter.compareTo(mean) > 0) {
                throw new IllegalArgumentException("a jitter of " + jitter + " is too much for a delay of " + mean);
            }
        }
    }

    /** No more than so many pass in a second; what comes faster waits, and is dropped where too much waits. */
    record Bandwidth(int kilobits) implements Impairment {
        public Bandwidth {
            if (kilobits < 1) {
                throw new IllegalArgumentException("a bandwidth is at least 1 kbit, not " + kilobits);
            }
        }
    }

    private static void share(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a share is 1% to 100%, not " + percent + "%");
        }
    }

    private static void positive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("it must be later by something, not " + duration);
        }
    }
}
