package io.ordeal.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final NodeSettings SETTINGS = new NodeSettings(
            new NodeId("n1"),
            new Attributes("n1", List.of("http://n1:4001")),
            List.of(new NodeSettings.Member(new NodeId("n1"), "http://n1:7001", "http://n1:4001")),
            Optional.empty(),
            "token",
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            64,
            1 << 20,
            Duration.ofSeconds(5),
            new SnapshotSettings(10_000, 1 << 20, 5000, 1 << 17),
            false,
            false);

    private final FakeClock clock = new FakeClock();
    private final List<String> fired = new ArrayList<>();
    private final Timers timers = new Timers(
            clock, new SplittableRandom(1), SETTINGS, timeout -> fired.add(timeout + " at " + clock.millis()));

    @Test
    void fireOnceWhenTheyAreDue() {
        timers.arm(Timeout.HEARTBEAT);
        clock.pass(9);
        assertThat(fired).isEmpty();
        clock.pass(50);
        assertThat(fired).containsExactly("HEARTBEAT at 10");
    }

    @Test
    void startAnewWhenTheyAreArmedAgain() {
        timers.arm(Timeout.STICKINESS);
        clock.pass(60);
        timers.arm(Timeout.STICKINESS);
        clock.pass(60);
        assertThat(fired).isEmpty();
        clock.pass(60);
        assertThat(fired).containsExactly("STICKINESS at 160");
    }

    @Test
    void doNotFireOnceDisarmed() {
        timers.arm(Timeout.QUORUM);
        timers.disarm(Timeout.QUORUM);
        clock.pass(500);
        assertThat(fired).isEmpty();
    }

    @Test
    void electionTimersTakeOneToTwoElectionTimeouts() {
        for (int i = 0; i < 200; i++) {
            fired.clear();
            long armed = clock.millis();
            timers.arm(Timeout.ELECTION);
            clock.pass(99);
            assertThat(fired).isEmpty();
            clock.pass(101);
            assertThat(fired).hasSize(1);
            assertThat(clock.millis() - armed).isEqualTo(200);
        }
    }

    private static final class FakeClock implements Clock {
        private final TreeMap<Long, List<Runnable>> due = new TreeMap<>();
        private long nanos;

        long millis() {
            return nanos / 1_000_000;
        }

        void pass(long millis) {
            long end = nanos + millis * 1_000_000;
            while (!due.isEmpty() && due.firstKey() <= end) {
                var next = due.pollFirstEntry();
                nanos = next.getKey();
                next.getValue().forEach(Runnable::run);
            }
            nanos = end;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return millis();
        }

        @Override
        public Timer after(Duration delay, Runnable action) {
            boolean[] cancelled = new boolean[1];
            due.computeIfAbsent(nanos + delay.toNanos(), _ -> new ArrayList<>()).add(() -> {
                if (!cancelled[0]) {
                    action.run();
                }
            });
            return () -> cancelled[0] = true;
        }
    }
}
