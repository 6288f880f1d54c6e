package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Meter;
import java.time.Duration;

/**
 * Shares time among many. Who has more to do gets more, but never so much that nothing is left for those who come after;
 * and what the first do not need goes to the others.
 */
final class Sharing {

    private final Meter meter;
    private final int threads;
    private final long bytes;
    private int waiting;
    private long work;

    /** @param bytes of memory, for each */
    Sharing(Meter meter, int threads, long bytes) {
        this.meter = meter;
        this.threads = threads;
        this.bytes = bytes;
    }

    int threads() {
        return threads;
    }

    long bytes() {
        return bytes;
    }

    /** Another one waits, for so much work. */
    synchronized void expect(int size) {
        waiting++;
        work += size;
    }

    /** What one gets whose turn it is. It waits no longer. */
    synchronized Duration take(int size) {
        Duration time = time(size);
        waiting--;
        work -= size;
        return time;
    }

    /** What one would get that waits. */
    synchronized Duration time(int size) {
        long left = meter.timeLeft().toNanos();
        if (waiting <= threads) {
            return Duration.ofNanos(left);
        }
        double even = (double) left * threads / waiting;
        double fair = (double) left * threads * size / Math.max(1, work);
        return Duration.ofNanos((long) Math.max(even, Math.min(fair, left / 2.0)));
    }
}
