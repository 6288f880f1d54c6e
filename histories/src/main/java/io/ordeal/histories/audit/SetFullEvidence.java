package io.ordeal.histories.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of the elements of a set, by all reads. Each element that somebody tried to add is exactly one of stable,
 * lost, never read and unexpected; the last may also be one that nobody tried to add. Lists are in the order of the
 * elements.
 *
 * @param attemptCount elements that somebody tried to add
 * @param stableCount elements that are in every read that began after some event: those that are stale, too
 * @param stale missing from a read that began after they were known, but from none that began later
 * @param lost missing from a read that began after they were known, and from all that began later
 * @param neverRead no read that began after they were known tells; perhaps none of their additions took effect
 * @param unexpected in a read, while no addition had begun that may have taken effect
 * @param duplicated more than once in one read, and how often at most
 * @param worst of the stale ones those that were missing for longest, at most eight
 * @param stableLatency of those that are stable, from when they were known to the last read without them
 * @param lostLatency of those that are lost, from when they were known to the last read that had them
 */
public record SetFullEvidence(
        long attemptCount,
        long stableCount,
        List<Object> stale,
        List<Object> lost,
        List<Object> neverRead,
        List<Object> unexpected,
        List<Amount> duplicated,
        List<Stale> worst,
        Optional<Latency> stableLatency,
        Optional<Latency> lostLatency)
        implements Evidence {

    /**
     * An element that was missing for a while.
     *
     * @param known where it was certain for the first time
     * @param missing where the last read began that is without it
     * @param latencyMs from the one to the other; empty where the history does not tell
     */
    public record Stale(Object element, Moment known, Moment missing, OptionalDouble latencyMs) {}
}
