package io.ordeal.histories.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reads tell of one element of a set, from when its first addition began. That it was missing is found out later,
 * from how many reads went by without it.
 */
final class Life {

    private boolean attempted;
    /** Where the first addition began that may have taken effect. */
    private long begun = Span.NEVER;

    private @Nullable Moment firstSeen;
    private @Nullable Moment known;
    private @Nullable Moment present;
    private @Nullable Moment absent;
    /** The number of the last read that is accounted for. */
    private long accounted;

    private long times;
    private long mostTimes;
    private @Nullable Moment mostSeen;

    /** An addition begins, after so many reads have ended. */
    void attempt(long reads) {
        if (!attempted) {
            attempted = true;
            accounted = reads;
            known = null;
            present = null;
            absent = null;
        }
    }

    /** An addition may have taken effect that began at an event. */
    void mayBe(long begunAt) {
        begun = Math.min(begun, begunAt);
    }

    /** An addition succeeded. */
    void added(Moment ended) {
        known = known == null ? ended : known;
    }

    /** It is in the next read, which is not among {@code before} yet; perhaps not for the first time. */
    void seen(Moment readBegun, Moment readEnded, Reads before) {
        if (accounted == before.count() + 1) {
            times++;
        } else {
            missing(before);
            accounted = before.count() + 1;
            times = 1;
        }
        if (times > mostTimes) {
            mostTimes = times;
            mostSeen = readEnded;
        }
        firstSeen = firstSeen == null ? readEnded : firstSeen;
        known = known == null ? readEnded : known;
        present = present == null || present.isBefore(readBegun) ? readBegun : present;
    }

    /** It is in none of the reads that it is not accounted for in. */
    void missing(Reads reads) {
        reads.lastBegunAfter(accounted)
                .ifPresent(read -> absent = absent == null || absent.isBefore(read) ? read : absent);
        accounted = Math.max(accounted, reads.count());
    }

    /** What it comes to, once the reads after the last one that had it are {@link #missing} it. */
    Fate fate() {
        if (firstSeen != null && firstSeen.index() < begun) {
            return Fate.UNEXPECTED;
        }
        boolean missed = absent != null && known != null && known.isBefore(absent);
        if (present != null && (absent == null || absent.isBefore(present))) {
            return missed ? Fate.STALE : Fate.STABLE;
        }
        return missed ? Fate.LOST : Fate.NEVER_READ;
    }

    /** What becomes of an element. */
    enum Fate {
        /** Every read that began after it was known has it. */
        STABLE,
        /** A read that began after it was known is without it, but every later one has it. */
        STALE,
        /** A read that began after it was known is without it, and none later has it. */
        LOST,
        /** No read that began after it was known tells. */
        NEVER_READ,
        /** A read has it, and no addition that may have taken effect had begun by then. */
        UNEXPECTED
    }

    boolean attempted() {
        return attempted;
    }

    /** Whether an addition may have taken effect. */
    boolean mayBe() {
        return begun != Span.NEVER;
    }

    /** Where it was certain for the first time: it was added, or a read had it. */
    Optional<Moment> known() {
        return Optional.ofNullable(known);
    }

    /** Where the first read ended that has it. */
    Optional<Moment> firstSeen() {
        return Optional.ofNullable(firstSeen);
    }

    /** Where the read began which began last of those that have it. */
    Optional<Moment> present() {
        return Optional.ofNullable(present);
    }

    /** Where the read began which began last of those that do not have it. */
    Optional<Moment> absent() {
        return Optional.ofNullable(absent);
    }

    /** How often it is in one read at most. */
    long mostTimes() {
        return mostTimes;
    }

    /** Where the read ended that has it most often. */
    Optional<Moment> mostSeen() {
        return Optional.ofNullable(mostSeen);
    }
}
