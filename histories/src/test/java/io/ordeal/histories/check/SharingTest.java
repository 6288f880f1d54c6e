package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.frontier.Meter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who gets how much time. */
class SharingTest {

    private final AtomicLong clock = new AtomicLong();
    private final Meter meter = Meter.start(Duration.ofNanos(10_000), Long.MAX_VALUE, clock::get);

    private Sharing among(int threads, int... sizes) {
        var sharing = new Sharing(meter, threads, 0);
        for (int size : sizes) {
            sharing.expect(size);
        }
        return sharing;
    }

    @Test
    void equalsGetEqualShares() {
        assertThat(among(1, 5, 5, 5, 5).take(5)).isEqualTo(Duration.ofNanos(2500));
        assertThat(among(2, 5, 5, 5, 5).take(5)).isEqualTo(Duration.ofNanos(5000));
    }

    @Test
    void theLargeGetMoreButNeverSoMuchThatNothingIsLeft() {
        assertThat(among(1, 30, 10, 10, 10, 40).take(30)).isEqualTo(Duration.ofNanos(3000));
        assertThat(among(1, 1000, 1, 1, 1).take(1000)).isEqualTo(Duration.ofNanos(5000));
    }

    @Test
    void theSmallGetAnEvenShareAllTheSame() {
        assertThat(among(1, 1000, 1, 1, 1).take(1)).isEqualTo(Duration.ofNanos(2500));
    }

    @Test
    void whoHasAThreadToHimselfGetsAllThatIsLeft() {
        Sharing sharing = among(2, 7, 7, 7);
        clock.set(4000);
        assertThat(sharing.take(7)).isEqualTo(Duration.ofNanos(4000));
        assertThat(sharing.take(7)).isEqualTo(Duration.ofNanos(6000));
        clock.set(20_000);
        assertThat(sharing.take(7)).isZero();
    }
}
