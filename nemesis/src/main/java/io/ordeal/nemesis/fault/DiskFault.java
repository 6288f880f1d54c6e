package io.ordeal.nemesis.fault;

import java.time.Duration;

/** What becomes of a node's disk, besides that what is not synced may be lost when its process is killed. */
public sealed interface DiskFault {

    /** While the process is down, one bit in a file turns over. */
    record Flip(Data in) implements DiskFault {}

    /** While the process is down, the end of a file goes. */
    record Truncation(Data of) implements DiskFault {}

    /** Writes and syncs fail with an input/output error. */
    record Errors() implements DiskFault {}

    /** Writes fail since no space is left. */
    record Full() implements DiskFault {}

    /** Every sync takes so much longer. */
    record Slow(Duration by) implements DiskFault {
        public Slow {
            if (!by.isPositive()) {
                throw new IllegalArgumentException("a sync takes longer by something, not " + by);
            }
        }
    }

    /** What of a node's data is struck. */
    enum Data {
        /** The newest segment of the log, which holds terms and votes, too. */
        LOG,
        /** The newest snapshot. */
        SNAPSHOT
    }
}
