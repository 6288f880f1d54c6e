package io.ordeal.histories.audit;

import java.util.List;
import java.util.Optional;

/**
 * How often operations succeeded, and how long that took.
 *
 * @param all of all operations
 * @param byF of each kind, in alphabetical order
 */
public record StatsEvidence(OfKind all, List<OfKind> byF) implements Evidence {

    /**
     * Of one kind of operation.
     *
     * @param f which kind; {@code all} for all of them
     * @param infoCount of unknown outcome; those count, too, that had not ended when the history did
     * @param latency of those that succeeded; empty where the history does not tell
     */
    public record OfKind(String f, long okCount, long failCount, long infoCount, Optional<Latency> latency) {

        public long count() {
            return okCount + failCount + infoCount;
        }
    }
}
