package io.ordeal.histories.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoder;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegisterHistoriesTest {

    static Stream<RegisterHistories> plans() {
        return LongStream.range(0, 40)
                .boxed()
                .flatMap(seed -> Stream.of(
                        RegisterHistories.unique(seed, 60, 4, 0),
                        RegisterHistories.unique(seed, 60, 3, 0.1),
                        RegisterHistories.few(seed, 60, 4, 0, 3),
                        RegisterHistories.few(seed, 60, 2, 0.05, 4)));
    }

    @Test
    void theSameSeedGivesTheSameEventsOnEveryMachine() {
        var sum = new CRC32();
        RegisterHistories.unique(7, 20_000, 20, 0.05)
                .events()
                .forEach(event -> sum.update(event.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(sum.getValue()).isEqualTo(3_024_136_618L);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void isLinearizable(RegisterHistories plan) {
        assertThat(verdict(plan)).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void isNotLinearizableWithAFlaw(RegisterHistories plan) {
        assertThat(verdict(plan.with(new Flaw.Phantom(0.5)))).isInstanceOf(Verdict.Invalid.class);
        if (plan.values() instanceof Values.Unique) {
            assertThat(verdict(plan.with(new Flaw.Stale(0.5)))).isInstanceOf(Verdict.Invalid.class);
        }
    }

    @Test
    void aStaleReadIsForSureOrRefused() {
        int told = 0;
        for (long seed = 0; seed < 200; seed++) {
            RegisterHistories plan = RegisterHistories.few(seed, 60, 3, 0.02, 3).with(new Flaw.Stale(0.3));
            try {
                assertThat(verdict(plan)).isInstanceOf(Verdict.Invalid.class);
                told++;
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessageContaining("Stale[at=0.3]");
            }
        }
        assertThat(told).isBetween(20, 199);
    }

    private static Verdict verdict(RegisterHistories plan) {
        return Linearizable.with(RegisterHistories.model())
                .check(History.of(plan.events().toList()));
    }

    /** What an {@link Encoder} leaves out besides is of unknown outcome. */
    @ParameterizedTest
    @MethodSource("plans")
    void isTheSameInNumbers(RegisterHistories plan) {
        var encoder = new Encoder<>(Register.withCas(NilRead.INITIAL));
        Map<Long, Integer> open = new TreeMap<>();
        plan.events().forEach(event -> {
            switch (event) {
                case Invocation it -> open.put(it.process(), encoder.invoke(it));
                case Completion it -> encoder.complete(open.getOrDefault(it.process(), -1), it);
                case Disturbance _ -> throw new AssertionError();
            }
        });
        Encoding<Optional<Object>> encoded = encoder.encoding();
        Encoding<Optional<Object>> generated = plan.encoding();
        assertThat(generated.columns().size()).isEqualTo(plan.operations());
        assertThat(certain(generated)).isEqualTo(certain(encoded));
        assertThat(told(generated)).containsAll(told(encoded));
        assertThat(generated.automaton().isPlain()).isTrue();
    }

    /** What the certain operations do, in the order of their events. */
    private static List<String> certain(Encoding<Optional<Object>> encoding) {
        Columns columns = encoding.columns();
        var order = new ArrayList<String>();
        for (int position = 0; position < columns.positions(); position++) {
            int operation = columns.operationAt(position);
            if (columns.isCertain(operation)) {
                order.add(
                        columns.isReturn(position) + " " + encoding.automaton().transition(columns.kind(operation)));
            }
        }
        return order;
    }

    private static List<String> told(Encoding<Optional<Object>> encoding) {
        var told = new ArrayList<String>();
        for (int i = 0; i < encoding.columns().size(); i++) {
            var operation = encoding.origin().apply(i);
            Object result = operation.outcome() == Outcome.OK ? operation.result() : "unknown";
            told.add(operation.f() + " " + operation.argument() + " " + result);
        }
        return told;
    }

    @Test
    void theAutomatonNumbersWhatTheModelDoes() {
        for (RegisterHistories plan :
                List.of(RegisterHistories.few(3, 500, 6, 0.1, 4), RegisterHistories.unique(3, 500, 6, 0.1))) {
            var automaton = plan.encoding().automaton();
            for (int kind = 0; kind < automaton.kinds(); kind++) {
                var transition = automaton.transition(kind);
                for (int state = 0; state < automaton.states(); state++) {
                    int next = automaton.next(state, kind);
                    assertThat(transition.from(automaton.state(state)))
                            .isEqualTo(next < 0 ? Optional.empty() : Optional.of(automaton.state(next)));
                }
                assertThat(automaton.kind(transition)).isEqualTo(kind);
            }
        }
    }

    @Test
    void hasItsClientsAndItsCrashes() {
        RegisterHistories plan = RegisterHistories.unique(11, 20_000, 25, 0.1);
        int open = 0;
        int most = 0;
        int ended = 0;
        int crashed = 0;
        long before = 0;
        for (Event event : plan.events().toList()) {
            assertThat(event.time()).isGreaterThanOrEqualTo(before);
            before = event.time();
            open += event instanceof Invocation ? 1 : -1;
            most = Math.max(most, open);
            if (event instanceof Completion completion) {
                ended++;
                crashed += completion.outcome() == Outcome.INFO ? 1 : 0;
            }
        }
        assertThat(open).isZero();
        assertThat(most).isEqualTo(25);
        assertThat((double) crashed / ended).isBetween(0.09, 0.11);
    }

    @Test
    void whatIsNoHistoryIsRefused() {
        assertThatThrownBy(() -> RegisterHistories.few(1, 10, 1, 0, 1)).hasMessageContaining("two values");
        assertThatThrownBy(() -> RegisterHistories.unique(1, 0, 1, 0)).hasMessageContaining("no history");
        assertThatThrownBy(() -> RegisterHistories.unique(1, 1, 1, Double.NaN)).hasMessageContaining("crash rate");
        assertThatThrownBy(() -> new Flaw.Stale(1)).hasMessageContaining("share");
    }
}
