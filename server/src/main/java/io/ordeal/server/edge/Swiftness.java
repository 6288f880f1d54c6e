package io.ordeal.server.edge;

/** Whether a disk is so swift that one may wait for it: it has not been slow lately. All times are in nanoseconds. */
final class Swiftness {

    /** Of a disk that is worth waiting for. */
    static final long MOST = 20_000_000;

    /** A disk that was slow once is not trusted for so long. */
    static final long MEMORY = 1_000_000_000;

    private final long most;
    private volatile long trustedFrom = System.nanoTime();

    /** @param most whatever takes longer is slow */
    Swiftness(long most) {
        this.most = most;
    }

    void took(long began, long ended) {
        if (ended - began > most) {
            trustedFrom = ended + MEMORY;
        }
    }

    boolean isSwift(long now) {
        return now - trustedFrom >= 0;
    }
}
