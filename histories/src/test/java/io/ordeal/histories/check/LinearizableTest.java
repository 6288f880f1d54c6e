package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.RegisterSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinearizableTest {

    private static final RegisterSubject CAS_REGISTER = new RegisterSubject(true, NilRead.INITIAL);
    private final Linearizable<Optional<Object>> checker = Linearizable.with(Register.withCas(NilRead.INITIAL));

    @Test
    void tellsACounterexampleAsData() {
        var history = History.of(List.of(
                invoke(0, 0, "write", 1),
                invoke(1, 1, "write", 2),
                ok(2, 0, "write", 1),
                invoke(3, 2, "read", null),
                ok(4, 2, "read", 3),
                ok(5, 1, "write", 2)));

        assertThat(checker.check(history)).isInstanceOfSatisfying(Verdict.Invalid.class, it -> {
            Counterexample counterexample = it.counterexamples().getFirst();
            assertThat(counterexample.culprit()).isEqualTo(history.operations().get(2));
            assertThat(counterexample.legalValues()).containsExactly(2L, 1L);
            assertThat(counterexample.attempts().getFirst().order())
                    .containsExactly(
                            history.operations().get(0), history.operations().get(1));
        });
    }

    @Test
    void aCrashedWriteThatNobodySawIsStillOneOfTheValuesThatWouldHaveBeenLegal() {
        var history = History.of(List.of(invoke(0, 0, "write", 7), invoke(1, 1, "read", null), ok(2, 1, "read", 3)));

        assertThat(checker.check(history))
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        it -> assertThat(it.counterexamples().getFirst().legalValues())
                                .containsExactlyInAnyOrder(null, 7L));
    }

    @Test
    void aWitnessHoldsEveryCallThatSucceededAndNoneThatFailed() {
        var events = RandomHistories.generate(CAS_REGISTER, new SplittableRandom(3), new Shape(200, 4, 5, 0.05, 0, 0));
        var history = History.of(events);

        assertThat(checker.check(history)).isInstanceOfSatisfying(Verdict.Valid.class, it -> {
            var order = it.witnesses().getFirst().order();
            assertThat(order)
                    .containsAll(history.operations().stream()
                            .filter(operation -> operation.outcome() == Outcome.OK)
                            .toList())
                    .doesNotHaveDuplicates()
                    .noneMatch(operation -> operation.outcome() == Outcome.FAIL);
        });
    }

    @Test
    void anOperationUnknownToTheModelIsNoPass() {
        var history = History.of(List.of(invoke(0, 0, "append", 1)));

        assertThatThrownBy(() -> checker.check(history))
                .isInstanceOf(MisfitException.class)
                .hasMessage("event 0: a cas-register knows read, write and cas, but no append");
    }

    @Test
    void manyKeysAtATimeGiveTheSameVerdictAsOneAfterTheOther() {
        var history = History.of(keyed(40, 8, 2));
        Verdict alone = checker.checkEach(history);

        assertThat(alone).isInstanceOf(Verdict.Invalid.class);
        assertThat(checker.within(Limits.standard().withThreads(2)).checkEach(history))
                .isEqualTo(alone);
    }

    @Test
    void aBadKeyIsFoundEvenIfAnotherTakesAllTheTime() {
        var events = new ArrayList<Event>();
        for (int i = 0; i < 30; i++) {
            events.add(invoke(events.size(), i, "write", List.of("hard", i)));
        }
        events.add(invoke(events.size(), 30, "read", List.of("hard", 0)));
        for (int i = 0; i < 30; i++) {
            events.add(ok(events.size(), i, "write", List.of("hard", i)));
        }
        events.add(ok(events.size(), 30, "read", List.of("hard", -1)));
        events.add(invoke(events.size(), 0, "read", List.of("easy", 0)));
        events.add(ok(events.size(), 0, "read", List.of("easy", 1)));

        var ticks = new AtomicLong();
        var limits = new Limits(Duration.ofNanos(1000), Long.MAX_VALUE, 1, ticks::getAndIncrement);
        assertThat(checker.by(Algorithm.PORCUPINE).within(limits).checkEach(History.of(events)))
                .isInstanceOfSatisfying(Verdict.Invalid.class, it -> {
                    assertThat(it.counterexamples())
                            .extracting(Counterexample::key)
                            .containsExactly(Optional.of("easy"));
                    assertThat(it.gaps()).extracting(Gap::key).containsExactly(Optional.of("hard"));
                });
    }

    @Test
    void whatTheEasyOnesLeaveGoesToTheHardOne() {
        var events = new ArrayList<>(keyed(3000, 1, 0));
        for (long i = 1; i < 200; i++) {
            events.add(invoke(events.size(), -i, "write", List.of("easy " + i, i)));
            events.add(ok(events.size(), -i, "write", List.of("easy " + i, i)));
        }
        History history = History.of(events);
        var ticks = new AtomicLong();
        var endless = new Limits(Duration.ofNanos(Long.MAX_VALUE), Long.MAX_VALUE, 1, ticks::getAndIncrement);
        Verdict verdict = checker.within(endless).checkEach(history);
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);

        long enough = 3 * ticks.getAndSet(0);
        var limits = new Limits(Duration.ofNanos(enough), Long.MAX_VALUE, 1, ticks::getAndIncrement);
        assertThat(checker.within(limits).checkEach(history)).isEqualTo(verdict);
    }

    @Test
    void aLongRunIsDecidedInSeconds() {
        var history = History.of(keyed(4000, 5, 0));
        long start = System.nanoTime();

        Verdict verdict = checker.within(Limits.standard().withTime(Duration.ofSeconds(30)))
                .checkEach(history);

        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    /** Calls of ten clients per key, with fresh values, of which 3 % crash; one key after the other. */
    private static List<Event> keyed(int operations, int keys, int lies) {
        var events = new ArrayList<Event>();
        for (int key = 0; key < keys; key++) {
            long offset = events.size();
            long processes = key * 1_000_000L;
            for (Event event : RandomHistories.generate(
                    CAS_REGISTER, new SplittableRandom(key), new Shape(operations, 10, 0, 0.03, 0, lies))) {
                events.add(moved(event, offset, processes, key));
            }
        }
        return events;
    }

    private static Event moved(Event event, long offset, long processes, Object key) {
        return switch (event) {
            case Invocation it -> invoke(it.index() + offset, it.process() + processes, it.f(), pair(key, it.value()));
            case Completion it ->
                new Completion(
                        it.index() + offset,
                        it.time(),
                        it.process() + processes,
                        it.outcome(),
                        it.f(),
                        pair(key, it.value()),
                        it.error());
            case Disturbance it -> it;
        };
    }

    private static List<@Nullable Object> pair(Object key, @Nullable Object value) {
        var pair = new ArrayList<@Nullable Object>();
        pair.add(key);
        pair.add(value);
        return pair;
    }

    private static Event invoke(long index, long process, String f, @Nullable Object value) {
        return new Invocation(index, 0, process, f, value);
    }

    private static Event ok(long index, long process, String f, @Nullable Object value) {
        return new Completion(index, 0, process, Outcome.OK, f, value, Optional.empty());
    }
}
