package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.Deeds.Thing;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an audit calls invalid, no order of the operations explains; and of a queue, whatever no order explains. */
class SoundAuditTest {

    private static final long HISTORIES = 10_000L * Long.getLong("ordeal.scale", 1);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    @Test
    void ofSets() {
        for (Auditor auditor : List.of(Auditor.SET, Auditor.SET_FULL, Auditor.SET_FULL_LINEARIZABLE)) {
            check(auditor, Things.ASet::new, new Bag((bag, value) -> bag.contains(value) ? bag : added(bag, value)));
        }
    }

    @Test
    void ofCounters() {
        check(
                Auditor.COUNTER,
                Things.ACounter::new,
                new Bag((bag, value) -> List.of(bag.stream().mapToLong(it -> it).sum() + value)));
    }

    @Test
    void ofQueues() {
        assertThat(check(Auditor.QUEUE, Things.AQueue::new, new Bag(SoundAuditTest::added)))
                .as("histories that no order explains, and that are not invalid")
                .isZero();
    }

    /** How many histories no order explains that are not invalid. */
    private static long check(Auditor auditor, Supplier<Thing> thing, Bag bag) {
        Linearizable<List<Long>> linearizable = Linearizable.with(bag);
        long missed = 0;
        for (long i = 0; i < HISTORIES; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            List<Event> events = Deeds.of(random, thing.get(), i % 5 == 0);
            boolean invalid = Script.finding(auditor.begin(), events) instanceof Finding.Invalid;
            Verdict verdict = linearizable.check(History.of(events));
            assertThat(verdict).isNotInstanceOf(Verdict.Unknown.class);
            if (invalid) {
                assertThat(verdict).as(() -> events.toString()).isInstanceOf(Verdict.Invalid.class);
            }
            missed += !invalid && verdict instanceof Verdict.Invalid ? 1 : 0;
        }
        return missed;
    }

    private static List<Long> added(List<Long> bag, long value) {
        var more = new ArrayList<>(bag);
        more.add(value);
        return more.stream().sorted().toList();
    }

    /** What is put in a bag. */
    private interface Putting {
        List<Long> put(List<Long> bag, long value);
    }

    /** Values that are put in, read and taken out; of a drain, not all need come. */
    private record Bag(Putting putting) implements Model<List<Long>> {

        @Override
        public String name() {
            return "bag";
        }

        @Override
        public List<Long> initial() {
            return List.of();
        }

        @Override
        public Transition<List<Long>> possible(String f, @Nullable Object argument) {
            boolean puts = f.equals("add") || f.equals("enqueue");
            return puts && argument instanceof Long value ? total(bag -> putting.put(bag, value)) : total(bag -> bag);
        }

        @Override
        public Transition<List<Long>> certain(String f, @Nullable Object argument, @Nullable Object result) {
            return switch (result) {
                case Collection<?> elements
                when f.equals("read") ->
                    partial(bag -> bag.equals(elements.stream()
                                    .map(it -> (Long) it)
                                    .sorted()
                                    .toList())
                            ? Optional.of(bag)
                            : Optional.empty());
                case Long number
                when f.equals("read") ->
                    partial(bag ->
                            bag.stream().mapToLong(it -> it).sum() == number ? Optional.of(bag) : Optional.empty());
                case Collection<?> elements when f.equals("drain") -> partial(bag -> without(bag, elements));
                case Long element when f.equals("dequeue") -> partial(bag -> without(bag, List.of(element)));
                case null, default -> possible(f, argument);
            };
        }

        private static Optional<List<Long>> without(List<Long> bag, Collection<?> elements) {
            var rest = new ArrayList<>(bag);
            return elements.stream().allMatch(rest::remove) ? Optional.of(List.copyOf(rest)) : Optional.empty();
        }

        @Override
        public Object show(List<Long> state) {
            return state;
        }

        private static Transition<List<Long>> total(UnaryOperator<List<Long>> step) {
            return partial(bag -> Optional.of(step.apply(bag)));
        }

        private static Transition<List<Long>> partial(Step step) {
            return new Act(step);
        }
    }

    private interface Step {
        Optional<List<Long>> from(List<Long> bag);
    }

    private record Act(Step step) implements Transition<List<Long>> {
        @Override
        public Optional<List<Long>> from(List<Long> bag) {
            return step.from(bag);
        }

        @Override
        public Object legalIn(List<Long> bag) {
            return bag;
        }
    }
}
