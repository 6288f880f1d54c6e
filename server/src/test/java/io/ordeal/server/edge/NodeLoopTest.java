package io.ordeal.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.server.ports.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NodeLoopTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final NodeLoop loop = new NodeLoop("test", failure -> heard.add("failed: " + failure.getMessage()));

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void runsTasksInOrderAndThenWhatFollowsABatch() throws InterruptedException {
        var first = new CountDownLatch(1);
        loop.start(() -> heard.add("flush"));
        loop.execute(() -> await(first));
        loop.execute(() -> heard.add("a"));
        loop.execute(() -> heard.add("b"));
        first.countDown();

        assertThat(nextOtherThanFlush()).isEqualTo("a");
        assertThat(nextOtherThanFlush()).isEqualTo("b");
        assertThat(heard.take()).isEqualTo("flush");
    }

    @Test
    void firesTimersInTheOrderOfTheirTimes() throws InterruptedException {
        loop.start(() -> {});
        loop.execute(() -> {
            loop.after(Duration.ofMillis(60), () -> heard.add("late"));
            loop.after(Duration.ofMillis(20), () -> heard.add("early"));
            loop.after(Duration.ZERO, () -> heard.add("at once"));
        });

        assertThat(heard.take()).isEqualTo("at once");
        assertThat(heard.take()).isEqualTo("early");
        assertThat(heard.take()).isEqualTo("late");
    }

    @Test
    void neverFiresACancelledTimerEvenIfItIsDue() throws InterruptedException {
        loop.start(() -> {});
        loop.execute(() -> {
            Clock.Timer due = loop.after(Duration.ofMillis(1), () -> heard.add("cancelled"));
            await(Duration.ofMillis(20));
            due.cancel();
            Clock.Timer[] second = new Clock.Timer[1];
            loop.after(Duration.ofMillis(1), () -> second[0].cancel());
            second[0] = loop.after(Duration.ofMillis(1), () -> heard.add("cancelled by its neighbour"));
            loop.after(Duration.ofMillis(30), () -> heard.add("end"));
        });

        assertThat(heard.take()).isEqualTo("end");
    }

    @Test
    void timersThatSetTimersDoNotKeepTasksWaiting() throws InterruptedException {
        loop.start(() -> {});
        loop.execute(this::setAnother);
        loop.execute(() -> heard.add("task"));

        assertThat(heard.take()).isEqualTo("task");
    }

    private void setAnother() {
        loop.after(Duration.ZERO, this::setAnother);
    }

    @Test
    void endsWithTheFirstFailure() throws InterruptedException {
        loop.start(() -> {});
        loop.execute(() -> {
            throw new IllegalStateException("broken");
        });
        loop.execute(() -> heard.add("after the failure"));

        assertThat(heard.take()).isEqualTo("failed: broken");
        assertThat(heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void setsTimersOnItsOwnThreadOnly() {
        loop.start(() -> {});
        assertThatThrownBy(() -> loop.after(Duration.ZERO, () -> {})).isInstanceOf(IllegalStateException.class);
    }

    private String nextOtherThanFlush() throws InterruptedException {
        String next = heard.take();
        return next.equals("flush") ? nextOtherThanFlush() : next;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
