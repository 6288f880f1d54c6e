package io.ordeal.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTextTest {

    @Test
    void aScheduleIsReadBackAsItWasWritten() {
        for (int seed = 0; seed < 200; seed++) {
            Schedule schedule = Schedule.draw(FaultPackages.ALL, Duration.ofSeconds(60), seed);
            assertThat(ScheduleText.read(ScheduleText.write(schedule))).isEqualTo(schedule);
        }
        assertThat(ScheduleText.read(ScheduleText.write(Schedule.NONE))).isEqualTo(Schedule.NONE);
    }

    @Test
    void linesAreForPeople() {
        var schedule = new Schedule(List.of(
                new Timed(Duration.ofMillis(1500), Fault.parse("kill leader")),
                new Timed(Duration.ofMillis(12_250), Fault.parse("start"))));
        assertThat(ScheduleText.write(schedule)).isEqualTo("""
                # when, since the run began, and what
                      1.5s  kill leader
                    12.25s  start
                """);
    }

    @Test
    void whatIsWrittenByHandIsReadInAnyOrder() {
        assertThat(ScheduleText.read("""

                # mine
                2m start   # at last
                250ms\tpartition  n1 n2 | n3
                """).faults())
                .containsExactly(
                        new Timed(Duration.ofMillis(250), Fault.parse("partition n1 n2 | n3")),
                        new Timed(Duration.ofMinutes(2), Fault.parse("start")));
    }

    @Test
    void aLineThatMakesNoSenseIsNamed() {
        refuses("1s kill leader\n\n2s explode\n", "line 3, '2s explode': unknown fault 'explode': must be one of");
        refuses("soon kill leader", "line 1, 'soon kill leader': 'soon' is no duration such as 250ms, 1.5s or 2m");
        refuses("# x\n-1s heal", "line 2, '-1s heal': '-1s' is no duration");
        refuses("1s", "line 1, '1s': a line has a time and a fault");
        refuses("1s partition n1 | n1", "line 1, '1s partition n1 | n1': groups have members");
        refuses("1s partition n1>n1", "a link leads from one node to another");
        refuses("1s partition n1>n2>n3", "'n1>n2>n3' is no link");
        refuses("1s partition n1 | two", "'two' is no node such as n2");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> ScheduleText.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
