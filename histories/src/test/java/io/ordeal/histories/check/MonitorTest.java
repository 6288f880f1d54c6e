package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.frontier.Bounds;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.RegisterSubject;
import io.ordeal.histories.subject.Subject;
import io.ordeal.histories.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While it goes on and afterwards, the same is said. */
class MonitorTest {

    private static final long SMALL = 10_000L * Long.getLong("ordeal.scale", 1);
    private static final long LARGE = 300L * Long.getLong("ordeal.scale", 1);
    private static final RegisterSubject CAS_REGISTER = new RegisterSubject(true, NilRead.INITIAL);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    static List<Subject<?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S> void findsInSmallHistoriesWhatIsFoundAfterwards(Subject<S> subject) {
        int found = 0;
        for (long i = 0; i < SMALL; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            Subject<S> drawn = subject.drawn(random);
            found += agrees(subject.model(), RandomHistories.generate(drawn, random, Shape.small(random))) ? 1 : 0;
        }
        assertThat((double) found / SMALL).isBetween(0.1, 0.7);
    }

    @Test
    void findsInLargeHistoriesWhatIsFoundAfterwards() {
        int found = 0;
        int limited = 0;
        for (long i = 0; i < LARGE; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            var shape = new Shape(2000, 1 + random.nextInt(12), random.nextInt(8), 0.02, 0, random.nextInt(2));
            List<Event> events = Seen.ended(RandomHistories.generate(CAS_REGISTER, random, shape));
            Bounds bounds = Bounds.STANDARD.withForgetEvery(1 << (2 * random.nextInt(7)));
            var seen = Seen.of(new Monitor<>(CAS_REGISTER.model(), false, bounds), events);
            assertThat(seen.complaint(CAS_REGISTER.model())).as("history %d", i).isEmpty();
            found += seen.culprit().isPresent() ? 1 : 0;
            limited += seen.limits().isEmpty() ? 0 : 1;
        }
        assertThat((double) found / LARGE).isBetween(0.1, 0.7);
        assertThat((double) limited / LARGE).isLessThan(0.3);
    }

    /** Whether a violation was found while the events came. */
    private static <S> boolean agrees(Model<S> model, List<Event> events) {
        var seen = Seen.of(new Monitor<>(model, false), events);
        assertThat(seen.complaint(model)).as(() -> events.toString()).isEmpty();
        assertThat(seen.limits()).isEmpty();
        return seen.culprit().isPresent();
    }

    @Test
    void whatHadToWaitIsTakenLittleByLittle() {
        var monitor = new Monitor<>(CAS_REGISTER.model(), false);
        var events = new ArrayList<Event>();
        events.add(new Invocation(0, 0, 7, "write", 1L));
        int end = 2001;
        for (int i = 1; i < 2 * end; i += 2) {
            if (i == end) {
                events.add(new Completion(i, i, 7, Outcome.OK, "write", 1L, Optional.empty()));
                i++;
            }
            long value = i == end - 2 ? 3L : 1L;
            events.add(new Invocation(i, i, 1, "read", null));
            events.add(new Completion(i + 1, i + 1, 1, Outcome.OK, "read", value, Optional.empty()));
        }
        var seen = Seen.of(monitor, events);
        assertThat(seen.culprit().orElseThrow().result()).isEqualTo(3L);
        assertThat(seen.events()).hasSizeBetween(end + 2, end + 20);
        assertThat(monitor.size()).isLessThan(10);
    }

    @Test
    void whoWaitsTooLongForTheEndOfAnOperationIsToldSo() {
        var monitor = new Monitor<>(CAS_REGISTER.model(), false, Bounds.STANDARD.withWaiting(10));
        var events = new ArrayList<Event>();
        events.add(new Invocation(0, 0, 7, "write", 1L));
        for (int i = 1; i < 40; i += 2) {
            events.add(new Invocation(i, i, 1, "read", null));
            events.add(new Completion(i + 1, i + 1, 1, Outcome.OK, "read", 2L, Optional.empty()));
        }
        var seen = Seen.of(monitor, events);
        assertThat(seen.limits())
                .containsExactly("no longer watched: an operation has been under way for more than 10 events");
        assertThat(seen.culprit()).isEmpty();
    }
}
