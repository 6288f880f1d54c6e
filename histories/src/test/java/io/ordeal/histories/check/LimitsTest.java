package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens to those who ask for too much. */
class LimitsTest {

    private static final long MEBIBYTE = 1 << 20;

    private final Linearizable<?> checker =
            Linearizable.with(Register.withCas(NilRead.INITIAL)).by(Algorithm.PORCUPINE);

    /** So many concurrent writes, then a read of what nobody wrote: every subset has to be tried. */
    private static History hopeless(int writes, @Nullable Object read) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < writes; i++) {
            events.add(new Invocation(events.size(), 0, i, "write", i));
        }
        events.add(new Invocation(events.size(), 0, writes, "read", null));
        for (int i = 0; i < writes; i++) {
            events.add(new Completion(events.size(), 0, i, Outcome.OK, "write", i, Optional.empty()));
        }
        events.add(new Completion(events.size(), 0, writes, Outcome.OK, "read", read, Optional.empty()));
        return History.of(events);
    }

    @Test
    void aSmallOneOfTheKindIsDecided() {
        assertThat(checker.check(hopeless(8, -1))).isInstanceOf(Verdict.Invalid.class);
        assertThat(checker.check(hopeless(8, 3))).isInstanceOf(Verdict.Valid.class);
    }

    /** Of few values, so that no theorem tells; the last value is read by as many as write it. */
    private static History crowded(int clients) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < clients; i++) {
            events.add(new Invocation(events.size(), 0, i, i % 3 == 0 ? "read" : "write", i % 3 == 0 ? null : i % 3));
        }
        for (int i = 0; i < clients; i++) {
            String f = i % 3 == 0 ? "read" : "write";
            events.add(new Completion(events.size(), 0, i, Outcome.OK, f, i % 3 == 0 ? 2 : i % 3, Optional.empty()));
        }
        return History.of(events);
    }

    @Test
    void wherePendingOperationsAreTooManyForOneSearchAnotherIsAsked() {
        Linearizable<?> standard = checker.by(Algorithm.FRONTIER);

        assertThat(standard.check(crowded(60))).isInstanceOf(Verdict.Valid.class);
        assertThat(standard.check(crowded(100))).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void whoRunsOutOfTimeIsToldWhatWasProven() {
        var ticks = new AtomicLong();
        var limits = new Limits(Duration.ofNanos(100), Long.MAX_VALUE, 1, ticks::getAndIncrement);

        assertThat(checker.within(limits).check(hopeless(30, -1))).isInstanceOfSatisfying(Verdict.Unknown.class, it -> {
            assertThat(it.proven()).isEmpty();
            assertThat(it.gaps()).hasSize(1);
            assertThat(it.gaps().getFirst().why()).startsWith("no time left");
            assertThat(it.gaps().getFirst().explained()).isEqualTo(30);
            assertThat(it.gaps().getFirst().succeeded()).isEqualTo(31);
        });
        assertThat(ticks.get()).isLessThan(200);
    }

    @Test
    void timeIsKeptWhereTheModelRefusesEverything() {
        var ticks = new AtomicLong();
        var limits = new Limits(Duration.ofNanos(10), Long.MAX_VALUE, 1, ticks::getAndIncrement);
        var steps = new AtomicLong();

        Verdict verdict = Linearizable.with(new Stubborn(steps)).within(limits).check(hopeless(2000, -1));

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(steps.get()).isLessThan(1000);
    }

    @Test
    void whoRunsOutOfMemoryIsToldSoAndNothingWorse() {
        var limits = Limits.standard().withBytes(8 * MEBIBYTE);

        assertThat(checker.within(limits).check(hopeless(30, -1))).isInstanceOfSatisfying(Verdict.Unknown.class, it -> {
            assertThat(it.gaps().getFirst().why()).isEqualTo("no memory left: the limit is 8 MiB");
            assertThat(it.gaps().getFirst().explored()).isGreaterThan(10_000);
        });
    }

    @Test
    void memoryAloneDecidesAlike() {
        var limits = Limits.standard().withBytes(MEBIBYTE);

        assertThat(checker.within(limits).check(hopeless(30, -1)))
                .isEqualTo(checker.within(limits).check(hopeless(30, -1)));
    }

    @Test
    void noLimitsAreNoLimits() {
        assertThatThrownBy(() -> Limits.standard().withThreads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Limits.standard().withBytes(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Lets nothing happen. */
    private record Stubborn(AtomicLong steps) implements Model<Integer> {

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Transition<Integer> certain(String f, @Nullable Object argument, @Nullable Object result) {
            return possible(f, argument);
        }

        @Override
        public Transition<Integer> possible(String f, @Nullable Object argument) {
            return new Transition<>() {
                @Override
                public Optional<Integer> from(Integer state) {
                    steps.incrementAndGet();
                    return Optional.empty();
                }

                @Override
                public @Nullable Object legalIn(Integer state) {
                    return null;
                }
            };
        }

        @Override
        public Object show(Integer state) {
            return state;
        }
    }
}
