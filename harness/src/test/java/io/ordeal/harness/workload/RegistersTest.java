package io.ordeal.harness.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.harness.client.Keyed;
import io.ordeal.harness.generate.Limit;
import io.ordeal.harness.generate.Simulated;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegistersTest {

    private static List<Event> run(int operations) {
        return Simulated.perfect(10, new Limit(operations, Registers.operations(5)));
    }

    @Test
    void noValueIsEverWrittenTwiceToARegister() {
        var written = new TreeMap<String, TreeSet<Long>>();
        for (Event event : run(2000)) {
            if (event instanceof Invocation(var _, var _, var _, String f, Object value) && !f.equals("read")) {
                var keyed = Keyed.of(value);
                Object fresh = keyed.value() instanceof List<?> pair ? pair.getLast() : keyed.value();
                boolean first = written.computeIfAbsent(keyed.key(), _ -> new TreeSet<>())
                        .add((Long) Objects.requireNonNull(fresh));
                assertThat(first).as("%s of %s to %s", f, fresh, keyed.key()).isTrue();
            }
        }
        assertThat(written).containsOnlyKeys("r0", "r1", "r2", "r3", "r4");
    }

    @Test
    void aCompareAndSetExpectsWhatWasLastSeenThere() {
        var recent = new TreeMap<String, Object>();
        for (Event event : run(2000)) {
            var keyed = Keyed.of(event.value());
            Object value = keyed.value();
            boolean cas = value instanceof List<?>;
            if (event instanceof Invocation && value instanceof List<?> pair) {
                assertThat((Object) pair.getFirst()).isEqualTo(recent.getOrDefault(keyed.key(), 0L));
            }
            if (event instanceof Completion && value != null) {
                recent.put(keyed.key(), cas ? ((List<?>) value).getLast() : value);
            } else if (event instanceof Completion) {
                recent.remove(keyed.key());
            }
        }
    }

    @Test
    void halfOfTheOperationsRead() {
        var counts = new TreeMap<String, Integer>();
        run(4000).stream().filter(Invocation.class::isInstance).forEach(op -> counts.merge(op.f(), 1, Integer::sum));
        assertThat(counts.get("read")).isBetween(1850, 2150);
        assertThat(Map.copyOf(counts)).containsOnlyKeys("read", "write", "cas");
    }

    @Test
    void inRecoveryEveryClientReadsEveryRegister() {
        var read = new TreeMap<Long, TreeSet<String>>();
        for (Event event : Simulated.perfect(4, Registers.recovery(3))) {
            if (event instanceof Invocation(var _, var _, long process, var _, Object value)) {
                read.computeIfAbsent(process, _ -> new TreeSet<>())
                        .add(Keyed.of(value).key());
            }
        }
        assertThat(read).containsOnlyKeys(0L, 1L, 2L, 3L);
        assertThat(read.values()).allSatisfy(keys -> assertThat(keys).containsExactly("r0", "r1", "r2"));
    }
}
