package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.Deeds.Thing;
import io.ordeal.histories.audit.Naive.Expected;
import io.ordeal.histories.model.Independent;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Audits of small random histories against what they should come to by definition. */
class DifferentialAuditTest {

    private static final long HISTORIES = 20_000L * Long.getLong("ordeal.scale", 1);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    @Test
    void ofSets() {
        whole(Auditor.SET, Things.ASet::new, Naive::set);
    }

    @Test
    void ofSetsInFull() {
        whole(Auditor.SET_FULL, Things.ASet::new, naive -> naive.setFull(false));
    }

    @Test
    void ofSetsThatAreToBeLinearizable() {
        whole(Auditor.SET_FULL_LINEARIZABLE, Things.ASet::new, naive -> naive.setFull(true));
    }

    @Test
    void ofCounters() {
        whole(Auditor.COUNTER, Things.ACounter::new, Naive::counter);
    }

    @Test
    void ofQueues() {
        check(Auditor.QUEUE, Things.AQueue::new, (naive, finding) -> {
            assertThat(finding).isInstanceOf(naive.queue());
            assertThat(((QueueEvidence) finding.evidence()).strayCount()).isEqualTo(naive.strays());
        });
    }

    @Test
    void ofTotalQueues() {
        whole(Auditor.TOTAL_QUEUE, Things.AQueue::new, Naive::totalQueue);
    }

    @Test
    void ofIdentifiers() {
        whole(Auditor.UNIQUE_IDS, Things.ASource::new, Naive::uniqueIds);
    }

    @Test
    void ofFigures() {
        for (long i = 0; i < HISTORIES; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            List<Event> events = Deeds.of(random, new Things.AQueue(), false);
            Expected expected = new Naive(History.of(events)).stats();
            Finding finding = Script.finding(Auditor.STATS.begin(), events);
            assertThat(finding.evidence()).as(() -> told(events)).isEqualTo(expected.evidence());
            assertThat(finding).as(() -> told(events)).isInstanceOf(expected.verdict());
        }
    }

    @Test
    void ofKeys() {
        for (long i = 0; i < HISTORIES; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            List<Event> events = mixed(random, keyed(random, "x", 0), keyed(random, "y", 100));
            var evidence = (KeyedEvidence)
                    Script.finding(Auditor.SET_FULL.beginByKey(), events).evidence();
            var expected = new ArrayList<KeyedEvidence.OfKey>();
            for (Independent part : Independent.split(History.of(events))) {
                expected.add(new KeyedEvidence.OfKey(
                        part.key(),
                        Script.finding(Auditor.SET_FULL.begin(), part.history().events())));
            }
            assertThat(evidence.keys()).as(() -> told(events)).isEqualTo(expected);
        }
    }

    /** A history of a set, as one of many. */
    private static List<Event> keyed(SplittableRandom random, String key, long process) {
        return Deeds.of(random, new Things.ASet(), false).stream()
                .map(event -> moved(event, event.index(), process, Optional.of(key)))
                .toList();
    }

    private static List<Event> mixed(SplittableRandom random, List<Event> one, List<Event> other) {
        var left = new ArrayDeque<>(one);
        var right = new ArrayDeque<>(other);
        var mixed = new ArrayList<Event>();
        while (!left.isEmpty() || !right.isEmpty()) {
            boolean first = right.isEmpty() || (!left.isEmpty() && random.nextBoolean());
            mixed.add(moved(first ? left.remove() : right.remove(), mixed.size(), 0, Optional.empty()));
        }
        return mixed;
    }

    private static Event moved(Event event, long index, long process, Optional<String> key) {
        Object value = key.<Object>map(it -> Arrays.asList(it, event.value())).orElse(event.value());
        return switch (event) {
            case Invocation it -> new Invocation(index, it.time(), it.process() + process, it.f(), value);
            case Completion it ->
                new Completion(index, it.time(), it.process() + process, it.outcome(), it.f(), value, it.error());
            case Disturbance it -> it;
        };
    }

    private static void whole(Auditor auditor, Supplier<Thing> thing, Function<Naive, Expected> oracle) {
        check(auditor, thing, (naive, finding) -> {
            Expected expected = oracle.apply(naive);
            assertThat(finding.evidence()).isEqualTo(expected.evidence());
            assertThat(finding).isInstanceOf(expected.verdict());
        });
    }

    /** What is true is never invalid, and of all histories some are and some are not. */
    private static void check(Auditor auditor, Supplier<Thing> thing, BiConsumer<Naive, Finding> agree) {
        long invalid = 0;
        long valid = 0;
        for (long i = 0; i < HISTORIES; i++) {
            var random = new SplittableRandom(SEED * 1_000_000_007L + i);
            boolean truly = i % 5 == 0;
            List<Event> events = Deeds.of(random, thing.get(), truly);
            Finding finding = Script.finding(auditor.begin(), events);
            try {
                agree.accept(new Naive(History.of(events)), finding);
            } catch (AssertionError disagreement) {
                throw new AssertionError(told(events) + "\n" + finding, disagreement);
            }
            invalid += finding instanceof Finding.Invalid ? 1 : 0;
            valid += finding instanceof Finding.Valid ? 1 : 0;
        }
        assertThat((double) invalid / HISTORIES)
                .as("share of invalid histories")
                .isBetween(0.3, 0.7);
        assertThat((double) valid / HISTORIES).as("share of valid histories").isBetween(0.2, 0.7);
    }

    private static String told(List<Event> events) {
        return events.stream().map(Event::toString).collect(Collectors.joining("\n", "history:\n", ""));
    }
}
