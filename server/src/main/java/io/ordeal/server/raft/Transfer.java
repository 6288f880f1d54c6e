package io.ordeal.server.raft;

/**
 * A snapshot on its way to a follower, as its leader sees it.
 *
 * @param taken the follower has so many bytes of it
 * @param sent so many bytes were sent
 * @param idle so many heartbeats have passed since the follower took something
 * @param repeated what comes after {@code taken} was sent again because the follower seemed to miss it
 */
public record Transfer(Snapshot snapshot, long taken, long sent, int idle, boolean repeated) {

    static Transfer of(Snapshot snapshot) {
        return new Transfer(snapshot, 0, 0, 0, false);
    }

    boolean isAllSent() {
        return sent == snapshot.bytes();
    }

    Transfer sentThrough(long offset) {
        return new Transfer(snapshot, taken, offset, idle, repeated);
    }

    /** The follower says what it has. It may be less than it had: then it has lost the rest. */
    Transfer takenThrough(long offset) {
        return new Transfer(snapshot, offset, offset < taken ? offset : Math.max(sent, offset), 0, false);
    }

    Transfer idler() {
        return new Transfer(snapshot, taken, sent, idle + 1, repeated);
    }

    /**
     * Sends again what the follower has not told that it has. If that is nothing, the last byte: a follower that has
     * lost everything since will say so.
     */
    Transfer again() {
        return new Transfer(snapshot, taken, Math.min(taken, snapshot.bytes() - 1), 0, false);
    }

    /** Whether a follower that tells the same once more has probably got a later piece before this one, or without it. */
    boolean isMissing(long offset) {
        return offset == taken && taken < sent && !repeated;
    }

    /** Sends again what comes next. Once: so there is no end to duplicates of duplicates. */
    Transfer repeat() {
        return new Transfer(snapshot, taken, taken, idle, true);
    }
}
