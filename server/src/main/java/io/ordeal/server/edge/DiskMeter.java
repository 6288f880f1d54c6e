package io.ordeal.server.edge;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** How much was written to a disk, and how long it took to make it durable, by classes of time, which are etcd's. */
final class DiskMeter {

    /** The shortest class ends at a millisecond, and each of the others at twice the one before. */
    private static final int CLASSES = 14;

    private static final long SHORTEST_NANOS = 1_000_000;

    private final LongAdder[] counts =
            IntStream.rangeClosed(0, CLASSES).mapToObj(_ -> new LongAdder()).toArray(LongAdder[]::new);
    private final LongAdder sumNanos = new LongAdder();

    private final LongAdder bytes = new LongAdder();

    void wrote(long count) {
        bytes.add(count);
    }

    /** A batch became durable within so long. */
    void synced(long nanos) {
        int of = 0;
        while (of < CLASSES && nanos > SHORTEST_NANOS << of) {
            of++;
        }
        counts[of].increment();
        sumNanos.add(nanos);
    }

    /** Where the classes end, in seconds; the last nowhere. */
    static double[] bounds() {
        return IntStream.rangeClosed(0, CLASSES)
                .mapToDouble(of -> of == CLASSES ? Double.POSITIVE_INFINITY : (SHORTEST_NANOS << of) / 1e9)
                .toArray();
    }

    /** How many there were in each class. */
    long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /** Bytes written. */
    long bytes() {
        return bytes.sum();
    }

    /** How long all batches took together. */
    double sumSeconds() {
        return sumNanos.sum() / 1e9;
    }
}
