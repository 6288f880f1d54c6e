package io.ordeal.harness.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealTimelineTest {

    private final RealTimeline timeline = new RealTimeline();
    private final List<String> done = new ArrayList<>();

    @Test
    void actionsRunInTheOrderOfTheirTimes() {
        timeline.schedule(Duration.ofMillis(20), () -> done.add("last"));
        timeline.schedule(Duration.ofMillis(10), () -> done.add("second"));
        timeline.execute(() -> done.add("first"));
        timeline.runUntil(() -> done.size() == 3);
        assertThat(done).containsExactly("first", "second", "last");
        assertThat(timeline.nanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void whatIsCalledOffDoesNotHappen() {
        timeline.schedule(Duration.ofMillis(5), () -> done.add("never")).cancel();
        timeline.schedule(Duration.ofMillis(10), () -> done.add("this"));
        timeline.runUntil(() -> !done.isEmpty());
        assertThat(done).containsExactly("this");
    }

    @Test
    void otherThreadsMayAskAndTheLoopWakesUp() {
        Thread.startVirtualThread(
                () -> timeline.execute(() -> done.add(Thread.currentThread().getName())));
        timeline.runUntil(() -> !done.isEmpty());
        assertThat(done).containsExactly(Thread.currentThread().getName());
    }
}
