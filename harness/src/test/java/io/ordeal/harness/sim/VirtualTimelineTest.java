package io.ordeal.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final List<String> done = new ArrayList<>();

    @Test
    void itJumpsFromActionToAction() {
        timeline.schedule(Duration.ofDays(365), () -> done.add("a year later"));
        timeline.runUntil(() -> !done.isEmpty());
        assertThat(timeline.nanos()).isEqualTo(Duration.ofDays(365).toNanos());
    }

    @Test
    void actionsOfTheSameInstantRunInTheOrderOfAsking() {
        timeline.schedule(Duration.ofMillis(1), () -> done.add("first"));
        timeline.schedule(Duration.ofMillis(1), () -> done.add("second"));
        timeline.schedule(Duration.ZERO, () -> timeline.schedule(Duration.ofMillis(1), () -> done.add("third")));
        timeline.runUntil(() -> done.size() == 3);
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void whatIsCalledOffDoesNotHappen() {
        var never = timeline.schedule(Duration.ofMillis(1), () -> done.add("never"));
        timeline.execute(never::cancel);
        timeline.schedule(Duration.ofMillis(2), () -> done.add("this"));
        timeline.runUntil(() -> !done.isEmpty());
        assertThat(done).containsExactly("this");
    }

    @Test
    void itComplainsWhenNothingIsLeftToHappen() {
        assertThatThrownBy(() -> timeline.runUntil(() -> false)).isInstanceOf(IllegalStateException.class);
    }
}
