package io.ordeal.harness.sim;

import io.ordeal.server.node.SnapshotSettings;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The world of one simulation. It is drawn anew for every seed, because some bugs show only in some worlds: with one
 * entry per message, say, or with a disk that is slower than the network.
 *
 * @param heartbeat of the leader
 * @param election timeout
 * @param entriesPerAppend at most so many entries in one message
 * @param segmentBytes size from which a segment of the log is closed
 * @param delay least and usual time of a message on its way
 * @param lateness a message in a hundred is later by up to this
 * @param loss share of messages between nodes that are lost
 * @param duplication share of messages between nodes that arrive twice
 * @param sync usual time that the disk takes to make a batch durable
 * @param snapshots when they are taken, and how they are sent
 */
record SimSettings(
        Duration heartbeat,
        Duration election,
        int entriesPerAppend,
        long segmentBytes,
        Duration delay,
        Duration lateness,
        double loss,
        double duplication,
        Duration sync,
        SnapshotSettings snapshots) {

    /** Reached in worlds where snapshots are rare otherwise. */
    private static final long LOG_BYTES = 20_000;

    static SimSettings draw(SplittableRandom random) {
        long election = random.nextLong(150, 601);
        return new SimSettings(
                Duration.ofMillis(election / random.nextLong(4, 11)),
                Duration.ofMillis(election),
                pick(random, 1, 2, 8, 64),
                pick(random, 256, 4096, 65536),
                Duration.ofNanos(random.nextLong(50_000, 2_000_000)),
                Duration.ofMillis(random.nextLong(1, 60)),
                pick(random, 0, 0, 1, 3) / 100.0,
                pick(random, 0, 0, 1, 3) / 100.0,
                Duration.ofNanos(random.nextLong(100_000, 8_000_000)),
                new SnapshotSettings(
                        pick(random, 2, 5, 20, 100, 1000),
                        LOG_BYTES,
                        pick(random, 0, 0, 2, 20),
                        pick(random, 2_000, 8_000, 40_000)));
    }

    private static int pick(SplittableRandom random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
