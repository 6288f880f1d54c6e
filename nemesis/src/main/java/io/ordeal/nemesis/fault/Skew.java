package io.ordeal.nemesis.fault;

import java.time.Duration;

/** What becomes of a node's clocks. The monotonic clock never goes back, whatever is done to it. */
public sealed interface Skew {

    /** The wall clock is set forward by so much, or back where that is negative; the monotonic clock does not notice. */
    record Jump(Duration by) implements Skew {
        public Jump {
            if (by.isZero()) {
                throw new IllegalArgumentException("a jump leads somewhere");
            }
        }
    }

    /**
     * Both clocks run at another pace, and so do timed waits.
     *
     * @param percent of the true pace: 50 is half as fast, 200 twice as fast
     */
    record Drift(int percent) implements Skew {
        public Drift {
            if (percent < 10 || percent > 1000 || percent == 100) {
                throw new IllegalArgumentException(
                        "a drift is 10% to 1000% of the true pace, but not 100%: " + percent + "%");
            }
        }
    }

    /** The wall clock is off by so much, and right again, in turns of {@code period} each. */
    record Strobe(Duration by, Duration period) implements Skew {
        public Strobe {
            if (by.isZero() || !period.isPositive()) {
                throw new IllegalArgumentException("a strobe leads somewhere and back: " + by + " every " + period);
            }
        }
    }
}
