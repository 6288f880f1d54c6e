package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Models;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever checks looks at the clock time and again, whatever he is at, and does hardly anything once time is over. */
class PunctualityTest {

    private static final int OPERATIONS = 60_000;
    /** A check costs some hundred nanoseconds an operation: so many between two looks are far from a tenth of a second. */
    private static final int OPERATIONS_PER_LOOK = 320;

    private static final int LOOKS_TOO_MANY = 150;
    private static final int TRIES = 9;

    record Work(String name, String model, Algorithm algorithm, List<Event> events) {
        @Override
        public String toString() {
            return name;
        }

        Verdict verdict(LongSupplier clock) {
            Model<?> known = Models.named(model, NilRead.INITIAL).orElseThrow();
            var limits = new Limits(Duration.ofNanos(10), Long.MAX_VALUE, 1, clock);
            Checking<?> checking =
                    Linearizable.with(known).within(limits).by(algorithm).begin();
            events.forEach(checking::accept);
            return checking.verdict();
        }
    }

    /** Its time is over after so many looks. */
    static final class Clock implements LongSupplier {
        private final long end;
        private long looks;

        Clock(long end) {
            this.end = end;
        }

        @Override
        public long getAsLong() {
            return looks++ < end ? 0 : 1000;
        }
    }

    static Stream<Work> work() {
        RegisterHistories few = RegisterHistories.few(1, OPERATIONS, 5, 0, 5);
        RegisterHistories unique = RegisterHistories.unique(1, OPERATIONS, 5, 0.05);
        return Stream.of(
                register("a few values", few),
                register("one client", RegisterHistories.few(1, OPERATIONS, 1, 0, 3)),
                register("some crash", RegisterHistories.few(1, OPERATIONS, 5, 0.002, 5)),
                register("a phantom", few.with(new Flaw.Phantom(0.9))),
                register("unique values", unique),
                register("a phantom among unique values", unique.with(new Flaw.Phantom(0.9))),
                new Work(
                        "another search",
                        "cas-register",
                        Algorithm.PORCUPINE,
                        RegisterHistories.unique(1, 5000, 2, 0).events().toList()),
                new Work(
                        "two searches",
                        "cas-register",
                        Algorithm.COMPETITION,
                        RegisterHistories.unique(1, 5000, 2, 0).events().toList()),
                new Work("a queue", "fifo-queue", Algorithm.FRONTIER, queue()),
                new Work("a set", "set", Algorithm.FRONTIER, set()),
                new Work("a key that tells its index", "etcd-v2-key", Algorithm.FRONTIER, key()));
    }

    private static Work register(String name, RegisterHistories plan) {
        return new Work(name, "cas-register", Algorithm.FRONTIER, plan.events().toList());
    }

    private static List<Event> queue() {
        var events = new ArrayList<Event>();
        for (long i = 0; i < OPERATIONS / 2; i++) {
            add(events, "enqueue", i, i);
            add(events, "dequeue", null, i);
        }
        return events;
    }

    private static List<Event> set() {
        var events = new ArrayList<Event>();
        var elements = new ArrayList<Object>();
        for (long i = 0; i < OPERATIONS; i++) {
            add(events, "add", i, i);
            if (i < 1000) {
                elements.add(i);
                add(events, "read", null, List.copyOf(elements));
            }
        }
        return events;
    }

    private static List<Event> key() {
        var events = new ArrayList<Event>();
        for (long i = 1; i < OPERATIONS / 2; i++) {
            add(events, "write", i, Map.of("modifiedIndex", i));
            add(events, "read", null, Map.of("value", i, "modifiedIndex", i));
        }
        return events;
    }

    private static void add(List<Event> events, String f, @Nullable Object argument, @Nullable Object result) {
        events.add(new Invocation(events.size(), 0, 0, f, argument));
        events.add(new Completion(events.size(), 0, 0, Outcome.OK, f, result, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("work")
    void theClockIsLookedAtTimeAndAgain(Work work) {
        var clock = new Clock(Long.MAX_VALUE);
        Verdict verdict = work.verdict(clock);

        assertThat(verdict).isNotInstanceOf(Verdict.Unknown.class);
        assertThat(clock.looks).isGreaterThan(work.events().size() / 2 / OPERATIONS_PER_LOOK);
        for (long end = 1; end < clock.looks; end += Math.max(1, clock.looks / TRIES)) {
            var late = new Clock(end);
            Verdict hasty = work.verdict(late);
            assertThat(late.looks).as("looks, of which %d in time", end).isLessThan(end + LOOKS_TOO_MANY);
            assertThat(hasty).as("after %d looks", end).isInstanceOfAny(Verdict.Unknown.class, verdict.getClass());
        }
    }
}
