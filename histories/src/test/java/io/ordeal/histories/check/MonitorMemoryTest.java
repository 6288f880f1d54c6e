package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.frontier.Bounds;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor remembers does not grow with the history. */
class MonitorMemoryTest {

    private static final int OPERATIONS = Math.toIntExact(1_000_000L * Long.getLong("ordeal.scale", 1));
    private static final int FORGET_EVERY = 64;
    private static final Bounds FORGETFUL = Bounds.STANDARD.withForgetEvery(FORGET_EVERY);
    /** An operation brings a kind and up to two states, and steps that lead to what there is. */
    private static final int LITTLE = 50 * FORGET_EVERY;

    /** The most that it remembered after any event. */
    private static int most(RegisterHistories histories) {
        var monitor = new Monitor<>(RegisterHistories.model(), false, FORGETFUL);
        int most = 0;
        for (Iterator<Event> events = histories.events().iterator(); events.hasNext(); ) {
            assertThat(monitor.accept(events.next())).isEmpty();
            most = Math.max(most, monitor.size());
        }
        return most;
    }

    @Test
    void valuesThatAreNeverWrittenAgainAreForgotten() {
        assertThat(most(RegisterHistories.unique(1, OPERATIONS, 10, 0))).isLessThan(LITTLE);
    }

    @Test
    void valuesThatComeAgainAreRememberedOnce() {
        assertThat(most(RegisterHistories.few(1, OPERATIONS, 10, 0, 5))).isLessThan(LITTLE);
    }

    @Test
    void whatIsOfUnknownOutcomeIsRememberedForEachKind() {
        int crashes = OPERATIONS / 20 / 1000;
        assertThat(most(RegisterHistories.unique(1, OPERATIONS / 20, 5, 0.001))).isLessThan(LITTLE + 20 * crashes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void ofAnObjectThatIsLeftAloneOnlyTheStateIsRemembered(int ready) {
        int objects = 20_000;
        var monitor = new Monitor<>(Register.withCas(NilRead.INITIAL), true, Bounds.STANDARD.withReady(ready));
        for (long i = 0; i < objects; i++) {
            List<Object> value = List.of(i, i);
            assertThat(monitor.accept(new Invocation(2 * i, i, 1, "write", value)))
                    .isEmpty();
            assertThat(monitor.accept(new Completion(2 * i + 1, i, 1, Outcome.OK, "write", value, Optional.empty())))
                    .isEmpty();
        }
        assertThat(monitor.size()).isLessThan(objects + 2000);
    }
}
