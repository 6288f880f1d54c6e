package io.ordeal.server.raft;

/**
 * A snapshot on its way to a follower, as its leader sees it.
 *
 * @param taken the follower has so many bytes of it
 * @param sent so many bytes were sent
 * @param idle so many heartbeats have passed since the follower took something
 */
public record Transfer(Snapshot snapshot, long taken, long sent, int idle) {

    static Transfer of(Snapshot snapshot) {
        return new Transfer(snapshot, 0, 0, 0);
    }

    boolean isAllSent() {
        return sent == snapshot.bytes();
    }

    Transfer sentThrough(long offset) {
        return new Transfer(snapshot, taken, offset, idle);
    }

    /** The follower says what it has. It may be less than it had: then it has lost the rest. */
    Transfer takenThrough(long offset) {
        return new Transfer(snapshot, offset, offset < taken ? offset : Math.max(sent, offset), 0);
    }

    Transfer idler() {
        return new Transfer(snapshot, taken, sent, idle + 1);
    }

    /**
     * Sends again what the follower has not told that it has. If that is nothing, the last byte: a follower that has
     * lost everything since will say so.
     */
    Transfer again() {
        return new Transfer(snapshot, taken, Math.min(taken, snapshot.bytes() - 1), 0);
    }
}
