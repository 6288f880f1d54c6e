package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The self check does find a search out. */
class ReplayTest {

    private static final Operation WRITE_1 = operation(0, 2, "write", Outcome.OK, 1);
    private static final Operation WRITE_2 = operation(1, 4, "write", Outcome.OK, 2);
    private static final Operation READ_1 = operation(3, 5, "read", Outcome.OK, 1);
    private static final Operation FAILED = operation(3, 6, "write", Outcome.FAIL, 1);
    private static final Operation CRASHED = operation(1, 2, "write", Outcome.INFO, 3);

    private final Replay<Optional<Object>> replay = new Replay<>(Register.plain(NilRead.INITIAL));

    @Test
    void believesWhatHolds() {
        assertThat(replay.verify(List.of(WRITE_2, WRITE_1, READ_1), List.of(WRITE_1, WRITE_2, READ_1)))
                .contains(1L);
        assertThat(replay.verify(List.of(WRITE_1, READ_1, CRASHED), List.of(WRITE_1, READ_1)))
                .contains(3L);
    }

    @Test
    void doesNotBelieveWhatDoesNot() {
        refuses("is missing", List.of(WRITE_1), WRITE_1, WRITE_2);
        refuses("is there twice", List.of(WRITE_1, WRITE_1), WRITE_1);
        refuses("has failed", List.of(WRITE_1, FAILED), WRITE_1);
        refuses("is illegal", List.of(WRITE_1, WRITE_2, READ_1), WRITE_1);
        refuses("comes before", List.of(READ_1, WRITE_1), WRITE_1);
    }

    private void refuses(String complaint, List<Operation> order, Operation... owed) {
        assertThatThrownBy(() -> replay.verify(order, List.of(owed)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(complaint);
    }

    private static Operation operation(long begin, long end, String f, Outcome outcome, @Nullable Object value) {
        return new Operation(
                new Invocation(begin, 0, begin, f, f.equals("read") ? null : value),
                Optional.of(new Completion(end, 0, begin, outcome, f, value, Optional.empty())));
    }
}
