package io.ordeal.harness.sim;

import io.ordeal.nemesis.cluster.Timeline;
import io.ordeal.nemesis.topology.Grudge;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The network between the nodes: it delays, loses, doubles and reorders messages, and a cut drops them. */
final class SimNetwork {

    private final Timeline timeline;
    private final SimSettings settings;
    private final SplittableRandom random;
    private final TreeMap<String, Long> dropped = new TreeMap<>();
    private Grudge grudge = new Grudge(new TreeMap<>());

    SimNetwork(Timeline timeline, SimSettings settings, SplittableRandom random) {
        this.timeline = timeline;
        this.settings = settings;
        this.random = random;
    }

    /** Sends a message from one node to another; {@code arrive} runs when it gets there, never, once or twice. */
    void send(NodeName from, NodeName to, Runnable arrive) {
        if (random.nextDouble() < settings.loss()) {
            return;
        }
        deliver(from, to, arrive);
        if (random.nextDouble() < settings.duplication()) {
            deliver(from, to, arrive);
        }
    }

    private void deliver(NodeName from, NodeName to, Runnable arrive) {
        timeline.schedule(delay(), () -> {
            if (grudge.cuts(from, to)) {
                dropped.merge(from + "->" + to, 1L, Long::sum);
            } else {
                arrive.run();
            }
        });
    }

    /** How long a message takes. */
    Duration delay() {
        long usual = settings.delay().toNanos();
        long nanos = usual + random.nextLong(usual);
        if (random.nextInt(100) == 0) {
            nanos += random.nextLong(settings.lateness().toNanos());
        }
        return Duration.ofNanos(nanos);
    }

    void cut(Grudge next) {
        grudge = next;
        dropped.clear();
    }

    /** Ends the cut; tells how many messages it dropped, link by link. */
    SortedMap<String, Long> heal() {
        var counts = new TreeMap<>(dropped);
        cut(new Grudge(new TreeMap<>()));
        return counts;
    }
}
