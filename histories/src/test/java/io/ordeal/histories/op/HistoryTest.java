package io.ordeal.histories.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pairing; the complaints about histories that do not pair up are among the malformed files. */
class HistoryTest {

    private static final Invocation READ = new Invocation(0, 10, 7, "read", null);
    private static final Invocation WRITE = new Invocation(1, 20, 8, "write", 5);
    private static final Completion READ_5 = new Completion(3, 40, 7, Outcome.OK, "read", 5, Optional.empty());

    @Test
    void pairsEachInvocationWithItsCompletionIfThereIsOne() {
        var history = History.of(List.of(READ, WRITE, new Disturbance(2, 30, "kill", null), READ_5));

        assertThat(history.operations())
                .containsExactly(new Operation(READ, Optional.of(READ_5)), new Operation(WRITE, Optional.empty()));
        assertThat(history.operations()).extracting(Operation::outcome).containsExactly(Outcome.OK, Outcome.INFO);
        assertThat(history.events()).hasSize(4);
    }

    @Test
    void anIndexMustGrow() {
        assertThatThrownBy(() -> History.of(List.of(WRITE, READ)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("event 0: comes after event 1");
    }

    @Test
    void equalNumbersAreEqualValuesHoweverTheyCameIn() {
        assertThat(new Invocation(0, 0, 0, "write", List.of(5, (short) 6)))
                .isEqualTo(new Invocation(0, 0, 0, "write", List.of(5L, 6L)));
    }

    @Test
    void aValueThatNoFileCanHoldIsRefused() {
        assertThatThrownBy(() -> new Invocation(0, 0, 0, "write", new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
