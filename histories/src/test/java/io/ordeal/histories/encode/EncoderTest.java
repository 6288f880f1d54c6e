package io.ordeal.histories.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Openings;
import io.ordeal.histories.op.Outcome;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was taken down can be shown again, and is what the model says, whoever was asked before. */
class EncoderTest {

    private static final Model<Optional<Object>> MODEL = Register.withCas(NilRead.INITIAL);

    private static <S> Encoder<S> encoder(Model<S> model, List<? extends Event> events) {
        var encoder = new Encoder<>(model);
        var open = new Openings<Integer>();
        for (Event event : events) {
            switch (event) {
                case Invocation invocation -> open.open(invocation, encoder.invoke(invocation));
                case Completion completion -> encoder.complete(open.close(completion), completion);
                case Disturbance _ -> {}
            }
        }
        return encoder;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void everyOperationIsShownAsItWas(int values) {
        RegisterHistories plan = values == 0
                ? RegisterHistories.unique(3, 40_000, 10, 0.05)
                : RegisterHistories.few(3, 40_000, 10, 0.05, values);
        History history = History.of(plan.events().toList());

        Encoder<Optional<Object>> encoder = encoder(MODEL, history.events());

        assertThat(encoder.operations()).isEqualTo(history.operations());
        Encoding<Optional<Object>> encoding = encoder.encoding();
        Columns columns = encoding.columns();
        for (int number = 0; number < columns.size(); number++) {
            var operation = encoding.origin().apply(number);
            assertThat(encoding.automaton().transition(columns.kind(number)))
                    .isEqualTo(
                            columns.isCertain(number)
                                    ? MODEL.certain(operation.f(), operation.argument(), operation.result())
                                    : MODEL.possible(operation.f(), operation.argument()));
        }
    }

    @Test
    void whateverAHistoryHoldsIsShownAsItWas() {
        List<@Nullable Object> values = Arrays.asList(
                null,
                true,
                0L,
                -1L,
                (1L << 29) - 1,
                1L << 29,
                -(1L << 29),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                BigInteger.TWO.pow(80),
                -0.0,
                "0",
                new Keyword("x"),
                List.of(),
                List.of(1),
                List.of(1, 2),
                Arrays.asList(null, List.of("a", List.of(1L << 40, 2))),
                List.of(1, 2, 3),
                Set.of(4),
                Map.of("k", 5));
        var numbers = new Values();
        for (Object value : values) {
            var event = new Invocation(0, 0, 0, "write", value);
            int number = numbers.number(event.value());
            assertThat(numbers.value(number)).isEqualTo(event.value());
            assertThat(numbers.number(event.value())).isEqualTo(number);
        }
        assertThat(values.stream()
                        .map(value -> new Invocation(0, 0, 0, "write", value).value())
                        .mapToInt(numbers::number)
                        .distinct())
                .hasSameSizeAs(values);
    }

    @Test
    void timesIndicesAndProcessesMayBeOfAnySize() {
        var first = new Invocation(5, Event.UNTIMED, -3, "read", null);
        var second = new Invocation(1L << 40, 1L << 50, Long.MIN_VALUE, "write", 1);
        var end = new Completion(1L << 41, (1L << 50) + 3, -3, Outcome.OK, "read", null, Optional.empty());
        var failed = new Completion(1L << 42, 7, Long.MIN_VALUE, Outcome.INFO, "write", null, Optional.of("timed out"));
        var third = new Invocation(1L << 43, Long.MAX_VALUE, Long.MAX_VALUE, "read", null);
        var events = List.of(first, second, end, failed, third);

        assertThat(encoder(MODEL, events).operations())
                .isEqualTo(History.of(events).operations());
    }

    @Test
    void theModelIsAskedOnceForWhatIsDoneTimeAndAgain() {
        var asked = new AtomicInteger();
        var events = RegisterHistories.few(1, 50_000, 5, 0.02, 3).events().toList();

        Encoding<Optional<Object>> curious =
                encoder(new Counting(asked), events).encoding();

        assertThat(asked.get()).isLessThan(2000);
        assertThat(curious.columns().size()).isGreaterThan(49_000);
    }

    @Test
    void whatTheModelDoesNotKnowIsComplainedOfWhereItIs() {
        var events = List.of(
                new Invocation(4, 0, 1, "wriet", 5), new Completion(6, 0, 1, Outcome.OK, "wriet", 5, Optional.empty()));
        assertThatThrownBy(() -> encoder(MODEL, events))
                .isInstanceOf(MisfitException.class)
                .hasMessageStartingWith("event 4: ")
                .hasMessageEndingWith("but no wriet");
        assertThatThrownBy(() -> encoder(MODEL, events.subList(0, 1)).encoding())
                .hasMessageStartingWith("event 4: ");
    }

    @Test
    void whatItTakesIsCounted() {
        Encoder<Optional<Object>> few = encoder(
                MODEL, RegisterHistories.few(1, 200_000, 5, 0, 5).events().toList());
        assertThat(few.bytes() / few.size()).isBetween(40L, 64L);

        Encoder<Optional<Object>> unique = encoder(
                MODEL, RegisterHistories.unique(1, 200_000, 5, 0).events().toList());
        assertThat((unique.bytes() + unique.sharedBytes()) / unique.size()).isBetween(120L, 300L);
    }

    @Test
    void whoWantsItToEndIsHeard() {
        Encoder<Optional<Object>> encoder = encoder(
                MODEL, RegisterHistories.unique(1, 50_000, 5, 0.05).events().toList());
        var breaths = new AtomicInteger();

        assertThatThrownBy(() -> encoder.encoding(() -> {
                    if (breaths.incrementAndGet() == 20) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
    }

    /** A register that counts what it is asked. */
    private record Counting(AtomicInteger asked) implements Model<Optional<Object>> {

        @Override
        public String name() {
            return MODEL.name();
        }

        @Override
        public Optional<Object> initial() {
            return MODEL.initial();
        }

        @Override
        public Transition<Optional<Object>> certain(String f, @Nullable Object argument, @Nullable Object result) {
            asked.incrementAndGet();
            return MODEL.certain(f, argument, result);
        }

        @Override
        public Transition<Optional<Object>> possible(String f, @Nullable Object argument) {
            asked.incrementAndGet();
            return MODEL.possible(f, argument);
        }

        @Override
        public @Nullable Object show(Optional<Object> state) {
            return MODEL.show(state);
        }

        @Override
        public BitSet dispensable(
                List<Transition<Optional<Object>>> certain, List<Transition<Optional<Object>>> possible) {
            return MODEL.dispensable(certain, possible);
        }
    }
}
