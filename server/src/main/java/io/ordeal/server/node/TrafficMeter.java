package io.ordeal.server.node;

import io.ordeal.server.api.Statistics.Traffic;
import java.time.Duration;
import java.util.ArrayDeque;

/** Counts messages, and how fast they come; of the latest 200, as etcd does, and not at all when they have ceased. */
final class TrafficMeter {

    private static final int LATEST = 200;
    private static final long CEASED_NANOS = Duration.ofSeconds(1).toNanos();

    private record Passed(long nanos, long bytes) {}

    private final ArrayDeque<Passed> latest = new ArrayDeque<>();
    private long count;
    private long bytes;

    void passed(long nanos, long messageBytes) {
        count++;
        latest.add(new Passed(nanos, messageBytes));
        bytes += messageBytes;
        if (latest.size() > LATEST) {
            bytes -= latest.remove().bytes();
        }
    }

    Traffic traffic(long nanos) {
        if (latest.isEmpty() || nanos - latest.getLast().nanos() > CEASED_NANOS) {
            return new Traffic(count, 0, 0);
        }
        double seconds = (latest.getLast().nanos() - latest.getFirst().nanos()) / 1e9;
        return seconds > 0 ? new Traffic(count, latest.size() / seconds, bytes / seconds) : new Traffic(count, 0, 0);
    }
}
