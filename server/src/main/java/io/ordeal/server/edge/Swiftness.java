package io.ordeal.server.edge;

/** Whether a disk is so swift that one may wait for it: it has not been slow lately. All times are in nanoseconds. */
final class Swiftness {

    /** Whoever takes longer is slow. */
    static final long SLOW = 2_000_000;

    /** A disk that was slow once is not trusted for so long. */
    static final long MEMORY = 1_000_000_000;

    private volatile long trustedFrom = System.nanoTime();

    void took(long began, long ended) {
        if (ended - began > SLOW) {
            trustedFrom = ended + MEMORY;
        }
    }

    boolean isSwift(long now) {
        return now - trustedFrom >= 0;
    }
}
