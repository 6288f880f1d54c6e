package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.MalformedHistoryException;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndependentTest {

    @Test
    void eachKeyGetsItsOwnEventsWithItsOwnValuesInOrderOfAppearance() {
        var parts = Independent.split(History.of(List.of(
                invoke(0, 1, pair("z", null)),
                new Disturbance(1, 0, "read", pair("z", null)),
                invoke(2, 2, pair("a", null)),
                invoke(3, 3, pair("a", null)),
                complete(4, 1, Outcome.OK, pair("z", 5)),
                complete(5, 2, Outcome.FAIL, null))));

        assertThat(parts).extracting(Independent::key).containsExactly("z", "a");
        assertThat(parts.getFirst().history().events())
                .containsExactly(invoke(0, 1, null), complete(4, 1, Outcome.OK, 5));
        assertThat(parts.getLast().history().events())
                .containsExactly(invoke(2, 2, null), invoke(3, 3, null), complete(5, 2, Outcome.FAIL, null));
    }

    @Test
    void complainsWhereAValueHasNoKeyOrAnother() {
        refuses("event 0: the value is not [key value]", invoke(0, 1, 5));
        refuses("event 0: the value is not [key value]", invoke(0, 1, List.of(1, 2, 3)));
        refuses("event 0: the key is nil", invoke(0, 1, pair(null, 1)));
        refuses("event 1: completes", invoke(0, 1, pair("a", 1)), complete(1, 1, Outcome.OK, pair("b", 1)));
        refuses("event 1: the value is not", invoke(0, 1, pair("a", 1)), complete(1, 1, Outcome.OK, null));
    }

    private static void refuses(String complaint, Event... events) {
        assertThatThrownBy(() -> Independent.split(History.of(List.of(events))))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith(complaint);
    }

    private static Event invoke(long index, long process, @Nullable Object value) {
        return new Invocation(index, 0, process, "read", value);
    }

    private static Event complete(long index, long process, Outcome outcome, @Nullable Object value) {
        return new Completion(index, 0, process, outcome, "read", value, Optional.empty());
    }

    private static List<@Nullable Object> pair(@Nullable Object key, @Nullable Object value) {
        return Arrays.asList(key, value);
    }
}
