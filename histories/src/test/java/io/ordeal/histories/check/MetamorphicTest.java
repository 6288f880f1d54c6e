package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.model.Register;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.subject.RandomHistories;
import io.ordeal.histories.subject.RandomHistories.Shape;
import io.ordeal.histories.subject.RegisterSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What changes of a history must, or must not, do to its verdict: for histories too large for an oracle. */
class MetamorphicTest {

    private static final RegisterSubject CAS_REGISTER = new RegisterSubject(true, NilRead.INITIAL);
    private static final int HISTORIES = Math.toIntExact(400 * Long.getLong("ordeal.scale", 1));

    private final Linearizable<?> checker = Linearizable.with(Register.withCas(NilRead.INITIAL));

    @Test
    void otherNamesChangeNothing() {
        forEach((events, valid) -> assertThat(isValid(renamed(events))).isEqualTo(valid));
    }

    @Test
    void everyPrefixOfAValidHistoryIsValidAndOfAnInvalidOneUpToItsCulprit() {
        forEach((events, valid) -> {
            int end = valid ? events.size() : culpritEnd(events);
            for (int length = 0; length <= end; length += 7) {
                assertThat(isValid(withHindsight(events, length)))
                        .as("first " + length)
                        .isTrue();
            }
            assertThat(isValid(withHindsight(events, end))).isTrue();
            if (!valid) {
                assertThat(isValid(withHindsight(events, end + 1))).isFalse();
            }
        });
    }

    @Test
    void aWriteThatSucceededMayAsWellHaveCrashed() {
        forEach((events, valid) -> {
            if (valid) {
                assertThat(isValid(crashing(events))).isTrue();
            }
        });
    }

    @Test
    void nobodyNeedsACrashedCallInAnInvalidHistory() {
        forEach((events, valid) -> {
            if (!valid) {
                assertThat(isValid(without(events, Outcome.INFO))).isFalse();
            }
        });
    }

    @Test
    void callsThatFailedAreOfNoConcern() {
        forEach((events, valid) ->
                assertThat(isValid(without(events, Outcome.FAIL))).isEqualTo(valid));
    }

    private void forEach(BiConsumer<List<Event>, Boolean> claim) {
        int valid = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            List<Event> events = RandomHistories.generate(
                    CAS_REGISTER,
                    random,
                    new Shape(60, 1 + random.nextInt(6), random.nextInt(8), 0.05, 0, random.nextInt(3)));
            boolean isValid = isValid(events);
            valid += isValid ? 1 : 0;
            try {
                claim.accept(events, isValid);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ", valid: " + isValid, broken);
            }
        }
        assertThat((double) valid / HISTORIES).isBetween(0.2, 0.8);
    }

    private boolean isValid(List<Event> events) {
        return switch (checker.check(History.of(events))) {
            case Verdict.Valid _ -> true;
            case Verdict.Invalid _ -> false;
            case Verdict.Unknown unknown -> throw new AssertionError("undecided: " + unknown);
        };
    }

    private int culpritEnd(List<Event> events) {
        var invalid = (Verdict.Invalid) checker.check(History.of(events));
        Operation culprit = invalid.counterexamples().getFirst().culprit();
        return Math.toIntExact(culprit.completion().orElseThrow().index());
    }

    /** The first {@code length} events, without the calls of which it is known by now that they failed. */
    private static List<Event> withHindsight(List<Event> events, int length) {
        return without(events, Outcome.FAIL).stream()
                .filter(event -> event.index() < length)
                .toList();
    }

    private static List<Event> without(List<Event> events, Outcome outcome) {
        Set<Long> gone = new HashSet<>();
        for (Operation operation : History.of(events).operations()) {
            if (operation.outcome() == outcome) {
                gone.add(operation.invocation().index());
                operation.completion().ifPresent(completion -> gone.add(completion.index()));
            }
        }
        return events.stream().filter(event -> !gone.contains(event.index())).toList();
    }

    /** Some writes that succeeded do not tell. */
    private static List<Event> crashing(List<Event> events) {
        var changed = new ArrayList<Event>();
        for (Event event : ownProcesses(events)) {
            boolean write = event instanceof Completion it
                    && it.outcome() == Outcome.OK
                    && it.f().equals("write");
            if (!write || event.index() % 3 != 0) {
                changed.add(event);
            }
        }
        return changed;
    }

    /** Every call by a process of its own. */
    private static List<Event> ownProcesses(List<Event> events) {
        var changed = new ArrayList<Event>();
        Map<Long, Long> calls = new TreeMap<>();
        for (Event event : events) {
            switch (event) {
                case Invocation it -> {
                    calls.put(it.process(), it.index());
                    changed.add(new Invocation(it.index(), it.time(), it.index(), it.f(), it.value()));
                }
                case Completion it ->
                    changed.add(new Completion(
                            it.index(),
                            it.time(),
                            calls.getOrDefault(it.process(), -1L),
                            it.outcome(),
                            it.f(),
                            it.value(),
                            it.error()));
                case Disturbance it -> changed.add(it);
            }
        }
        return changed;
    }

    private static List<Event> renamed(List<Event> events) {
        return events.stream().map(MetamorphicTest::renamed).toList();
    }

    private static Event renamed(Event event) {
        return switch (event) {
            case Invocation it ->
                new Invocation(it.index(), it.time(), 1000 - it.process(), it.f(), renamed(it.value()));
            case Completion it ->
                new Completion(
                        it.index(),
                        it.time(),
                        1000 - it.process(),
                        it.outcome(),
                        it.f(),
                        renamed(it.value()),
                        it.error());
            case Disturbance it -> it;
        };
    }

    private static @Nullable Object renamed(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> pair -> Arrays.asList(renamed(pair.getFirst()), renamed(pair.getLast()));
            default -> "value " + value;
        };
    }
}
