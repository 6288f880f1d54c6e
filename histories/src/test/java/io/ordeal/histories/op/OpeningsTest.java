package io.ordeal.histories.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is open, and what is out of place. */
class OpeningsTest {

    private final Openings<String> openings = new Openings<>();
    private long index;

    private void open(long process, String ticket) {
        openings.open(new Invocation(index++, 0, process, "write", 1), ticket);
    }

    private String close(long process, Outcome outcome) {
        return close(process, outcome, "write");
    }

    private String close(long process, Outcome outcome, String f) {
        return openings.close(new Completion(index++, 0, process, outcome, f, 1, Optional.empty()));
    }

    @Test
    void whoEndsGivesTheTicketBack() {
        open(3, "a");
        open(-4, "b");
        openings.pass(new Disturbance(index++, 0, "kill", null));

        assertThat(close(3, Outcome.FAIL)).isEqualTo("a");
        open(3, "c");
        assertThat(close(-4, Outcome.INFO)).isEqualTo("b");
        assertThat(close(3, Outcome.OK)).isEqualTo("c");
        assertThat(openings.unended()).isEmpty();
    }

    @Test
    void whatDidNotEndIsToldInTheOrderOfInvocation() {
        List.of(7L, 2L, 1L << 40, -1L, 5L).forEach(process -> open(process, "of " + process));
        close(2, Outcome.INFO);

        assertThat(openings.unended()).containsExactly("of 7", "of 1099511627776", "of -1", "of 5");
    }

    @Test
    void everyComplaintSaysWhatIsOutOfPlace() {
        open(1, "a");
        assertThatThrownBy(() -> open(1, "b"))
                .hasMessage("event 1: process 1 invokes write, but its write of event 0 is still open");
        assertThatThrownBy(() -> close(2, Outcome.OK))
                .hasMessage("event 2: process 2 completes write, but it has no operation open");
        assertThatThrownBy(() -> close(1, Outcome.OK, "read"))
                .hasMessage("event 3: process 1 completes read, but its write of event 0 is open");
        close(1, Outcome.INFO);
        assertThatThrownBy(() -> open(1, "c"))
                .hasMessage("event 5: process 1 invokes write, but it crashed before: "
                        + "an operation of unknown outcome never ends");
        assertThatThrownBy(() -> close(1, Outcome.OK))
                .hasMessage("event 6: process 1 completes write, but it has no operation open");
        assertThatThrownBy(() -> openings.pass(new Disturbance(6, 0, "kill", null)))
                .hasMessage("event 6: comes after event 6");
    }

    @Test
    void clientsComeAndGoAsInAnyOtherMap() {
        var random = new SplittableRandom(11);
        var open = new TreeMap<Long, String>();
        var crashed = new HashSet<Long>();
        for (int i = 0; i < 100_000; i++) {
            long process = random.nextLong(-200, 200) * (random.nextBoolean() ? 1 : 1L << 33);
            String ticket = open.remove(process);
            if (ticket != null) {
                boolean crashes = random.nextInt(50) == 0;
                assertThat(close(process, crashes ? Outcome.INFO : Outcome.OK)).isEqualTo(ticket);
                if (crashes) {
                    crashed.add(process);
                }
            } else if (crashed.contains(process)) {
                assertThatThrownBy(() -> open(process, "no")).hasMessageContaining("it crashed before");
            } else {
                open.put(process, "ticket " + i);
                open(process, "ticket " + i);
            }
        }
        assertThat(crashed).hasSizeGreaterThan(100);
        assertThat(openings.unended()).containsExactlyInAnyOrderElementsOf(open.values());
    }

    @Test
    void aMillionCrashedClientsTakeLittleMemory() {
        for (long process = 0; process < 1_000_000; process++) {
            open(process, "");
            close(process, Outcome.INFO);
        }
        assertThat(openings.bytes()).isLessThan(4_000_000);
    }
}
