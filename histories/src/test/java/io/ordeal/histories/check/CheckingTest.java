package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.MalformedHistoryException;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history that comes event by event, and may be longer than what can be kept of it. */
class CheckingTest {

    private static final long MEBIBYTE = 1 << 20;

    private final Linearizable<Optional<Object>> checker = Linearizable.with(RegisterHistories.model());

    private Checking<Optional<Object>> taken(RegisterHistories plan, long mebibytes) {
        Checking<Optional<Object>> checking = checker.within(Limits.standard().withBytes(mebibytes * MEBIBYTE))
                .begin();
        plan.events().forEach(checking::accept);
        return checking;
    }

    @Test
    void countsWhatItTakes() {
        var checking = checker.begin();
        checking.accept(new Disturbance(0, 0, "kill", null));
        checking.accept(new Invocation(1, 0, 0, "write", 1));
        checking.accept(new Invocation(2, 0, 1, "write", 2));
        checking.accept(new Completion(3, 0, 0, Outcome.OK, "write", 1, Optional.empty()));

        assertThat(checking.operations()).isEqualTo(2);
        assertThat(checking.succeeded()).isEqualTo(1);
        assertThat(checking.verdict()).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void nothingIsValid() {
        assertThat(checker.begin().verdict()).isInstanceOf(Verdict.Valid.class);
        assertThat(checker.beginEach().verdict()).isEqualTo(new Verdict.Valid(List.of()));
    }

    @Test
    void complainsAtOnceOfWhatIsOutOfPlaceEvenOnceNoMoreIsKept() {
        for (long bytes : List.of(0L, MEBIBYTE)) {
            var checking = checker.within(Limits.standard().withBytes(bytes)).begin();
            checking.accept(new Invocation(0, 0, 7, "write", 1));
            assertThatThrownBy(() -> checking.accept(new Invocation(1, 0, 7, "write", 2)))
                    .isInstanceOf(MalformedHistoryException.class)
                    .hasMessage("event 1: process 7 invokes write, but its write of event 0 is still open");
        }
    }

    @Test
    void complainsOfValuesWithoutAKey() {
        var checking = checker.beginEach();
        assertThatThrownBy(() -> checking.accept(new Invocation(0, 0, 0, "write", 5)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageStartingWith("event 0: the value is not [key value]");
        checking.accept(new Invocation(1, 0, 1, "write", List.of("a", 5)));
        assertThatThrownBy(() -> checking.accept(
                        new Completion(2, 0, 1, Outcome.OK, "write", List.of("b", 5), Optional.empty())))
                .hasMessage("event 2: completes an operation on a with one on b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void whatDoesNotFitIsUnknownButItsBeginningIsExplained(int values) {
        RegisterHistories plan = values == 0
                ? RegisterHistories.unique(1, 100_000, 10, 0.05)
                : RegisterHistories.few(1, 100_000, 10, 0.001, values);

        assertThat(taken(plan, 64).verdict()).isInstanceOf(Verdict.Valid.class);

        Checking<Optional<Object>> checking = taken(plan, 6);
        assertThat(checking.operations()).isGreaterThan(100_000);
        assertThat(checking.verdict()).isInstanceOfSatisfying(Verdict.Unknown.class, unknown -> {
            Gap gap = unknown.gaps().getFirst();
            assertThat(gap.why())
                    .startsWith("no memory left: the limit is 6 MiB, and more than the first ")
                    .endsWith(" operations do not fit in");
            assertThat(gap.explained()).isBetween(10_000, 90_000);
            assertThat(gap.succeeded()).isEqualTo((int) checking.succeeded());
            assertThat(unknown.proven()).isEmpty();
        });
    }

    @Test
    void aViolationAtTheBeginningOfWhatDoesNotFitIsOne() {
        RegisterHistories plan = RegisterHistories.unique(1, 100_000, 10, 0.05).with(new Flaw.Phantom(0.1));

        Verdict whole = taken(plan, 64).verdict();
        Verdict beginning = taken(plan, 6).verdict();

        assertThat(whole).isInstanceOf(Verdict.Invalid.class);
        assertThat(((Verdict.Invalid) beginning).counterexamples())
                .isEqualTo(((Verdict.Invalid) whole).counterexamples());
        assertThat(((Verdict.Invalid) beginning).gaps()).hasSize(1);
    }

    @Test
    void aViolationBeyondWhatFitsIsNotSeen() {
        RegisterHistories plan = RegisterHistories.unique(1, 100_000, 10, 0.05).with(new Flaw.Phantom(0.9));

        assertThat(taken(plan, 64).verdict()).isInstanceOf(Verdict.Invalid.class);
        assertThat(taken(plan, 6).verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void manyKeysShareTheMemory() {
        var events = new ArrayList<Event>();
        for (int key = 0; key < 100; key++) {
            long offset = events.size();
            long processes = 1000L * key;
            Object own = (long) key;
            for (Iterator<Event> it =
                            RegisterHistories.few(key, 500, 3, 0, 3).events().iterator();
                    it.hasNext(); ) {
                events.add(
                        switch (it.next()) {
                            case Invocation i ->
                                new Invocation(
                                        i.index() + offset,
                                        0,
                                        i.process() + processes,
                                        i.f(),
                                        Arrays.asList(own, i.value()));
                            case Completion i ->
                                new Completion(
                                        i.index() + offset,
                                        0,
                                        i.process() + processes,
                                        i.outcome(),
                                        i.f(),
                                        Arrays.asList(own, i.value()),
                                        i.error());
                            case Disturbance i -> i;
                        });
            }
        }
        History history = History.of(events);
        for (int threads : List.of(1, 2)) {
            Limits limits = Limits.standard().withThreads(threads);
            assertThat(checker.within(limits.withBytes(16 * MEBIBYTE)).checkEach(history))
                    .isInstanceOfSatisfying(
                            Verdict.Valid.class,
                            valid -> assertThat(valid.witnesses())
                                    .extracting(witness -> witness.key().orElseThrow())
                                    .isEqualTo(LongStream.range(0, 100).boxed().toList()));
            assertThat(checker.within(limits.withBytes(2 * MEBIBYTE)).checkEach(history))
                    .isInstanceOfSatisfying(Verdict.Unknown.class, unknown -> {
                        assertThat(unknown.gaps()).hasSize(1);
                        assertThat(unknown.gaps().getFirst().explained()).isGreaterThan(1000);
                    });
        }
    }
}
