package io.ordeal.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.fault.Fault.Heal;
import io.ordeal.nemesis.fault.Fault.Kill;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Fault.Pause;
import io.ordeal.nemesis.fault.Fault.Resume;
import io.ordeal.nemesis.fault.Fault.Shape;
import io.ordeal.nemesis.fault.Fault.Start;
import io.ordeal.nemesis.topology.NodeName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotationTest {

    @Test
    void everyFaultIsReadBackAsItWasWritten() {
        for (Fault fault : everyFault()) {
            assertThat(Fault.parse(fault.text())).isEqualTo(fault);
        }
    }

    @Test
    void faultsReadAsPeopleSayThem() {
        assertThat(new Partition(Shape.ISOLATE_LEADER).text()).isEqualTo("partition isolate-leader");
        assertThat(new Kill(new Target.Minority()).text()).isEqualTo("kill minority");
        assertThat(new Pause(new Target.Named(new NodeName("n2"))).text()).isEqualTo("pause n2");
        assertThat(new Heal().text()).isEqualTo("heal");
    }

    @Test
    void spacesDoNotMatter() {
        assertThat(Fault.parse("  kill \t leader ")).isEqualTo(new Kill(new Target.Leader()));
    }

    @Test
    void whatIsUnknownIsRefusedWithWhatIsKnown() {
        refuses("", "unknown fault '': must be one of partition SHAPE, heal, kill TARGET");
        refuses("explode", "unknown fault 'explode': must be one of partition SHAPE");
        refuses("kill leadr", "unknown target 'leadr': must be one of leader, one, minority, majority, all or a node");
        refuses("kill", "unknown target ''");
        refuses("partition ring", "unknown shape 'ring': must be one of halves, isolate-one, isolate-leader,");
        refuses("heal all", "heal stands alone, but 'all' follows it");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static List<Fault> everyFault() {
        var faults = new ArrayList<Fault>(List.of(new Heal(), new Start(), new Resume()));
        for (Shape shape : Shape.values()) {
            faults.add(new Partition(shape));
        }
        var targets = List.of(
                new Target.Named(new NodeName("n12")),
                new Target.Leader(),
                new Target.One(),
                new Target.Minority(),
                new Target.Majority(),
                new Target.All());
        for (Target target : targets) {
            faults.add(new Kill(target));
            faults.add(new Pause(target));
        }
        return faults;
    }
}
