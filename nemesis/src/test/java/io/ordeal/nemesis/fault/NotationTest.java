package io.ordeal.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.nemesis.fault.Fault.Heal;
import io.ordeal.nemesis.fault.Fault.Kill;
import io.ordeal.nemesis.fault.Fault.Partition;
import io.ordeal.nemesis.fault.Fault.Pause;
import io.ordeal.nemesis.fault.Fault.Resume;
import io.ordeal.nemesis.fault.Fault.Start;
import io.ordeal.nemesis.topology.NodeName;
import java.time.Duration;
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
        assertThat(new Fault.SkewClocks(new Target.Leader(), new Skew.Jump(Duration.ofMillis(-1500))).text())
                .isEqualTo("clock leader jump -1.5s");
        assertThat(Fault.parse("clock n1  strobe +200ms every 10ms").text())
                .isEqualTo("clock n1 strobe +200ms every 10ms");
        assertThat(Fault.parse("partition n1 n2|n3").text()).isEqualTo("partition n1 n2 | n3");
        assertThat(Fault.parse("partition  n1>n2  n2>n1").text()).isEqualTo("partition n1>n2 n2>n1");
    }

    @Test
    void theNodesThatItCallsByNameAreKnown() {
        assertThat(Fault.parse("partition n1 n2 | n3").names()).isEqualTo(Views.names("n1", "n2", "n3"));
        assertThat(Fault.parse("partition n1>n4").names()).isEqualTo(Views.names("n1", "n4"));
        assertThat(Fault.parse("terminate n2").names()).isEqualTo(Views.names("n2"));
        assertThat(Fault.parse("kill leader").names()).isEmpty();
        assertThat(Fault.parse("partition bridge").names()).isEmpty();
    }

    @Test
    void everyHarmHasItsCureInItsOwnPackage() {
        for (Fault fault : everyFault()) {
            assertThat(fault.isCure()).isEqualTo(!fault.cure().isPresent());
            fault.cure().ifPresent(cure -> {
                assertThat(cure.isCure()).isTrue();
                assertThat(cure.family()).isEqualTo(fault.family());
            });
        }
    }

    @Test
    void spacesDoNotMatter() {
        assertThat(Fault.parse("  kill \t leader ")).isEqualTo(new Kill(new Target.Leader()));
    }

    @Test
    void whatIsUnknownIsRefusedWithWhatIsKnown() {
        refuses("", "unknown fault '': must be one of partition DIVISION, heal, kill TARGET");
        refuses("explode", "unknown fault 'explode': must be one of partition DIVISION");
        refuses("kill leadr", "unknown target 'leadr': must be one of leader, one, minority, majority, all or a node");
        refuses("kill", "unknown target ''");
        refuses(
                "partition ring",
                "unknown division 'ring': must be one of halves, minority, isolate-one, isolate-leader,");
        refuses("ambush n1", "unknown occasion 'n1': must be one of election, victory, snapshot");
        refuses("partition |", "groups have members");
        refuses("disarm n1", "disarm stands alone, but 'n1' follows it");
        refuses("clock n1 leap", "unknown skew 'leap': must be one of jump +TIME, jump -TIME, drift N% or strobe");
        refuses("clock n1 jump 5s", "'jump 5s': '5s' must be forward, as +5s, or back, as -5s");
        refuses("clock n1 jump +0s", "a jump leads somewhere");
        refuses("clock n1 drift 100%", "not 100%");
        refuses("clock n1 drift fast", "'drift fast': 'fast' must be a number of %");
        refuses("clock n1 strobe +1s", "'strobe +1s': 'every' must come where '' is");
        refuses("clock n1 drift 50% 2", "'drift 50% 2': nothing comes after it, but '2' does");
        refuses("clock leadr drift 50%", "unknown target 'leadr'");
        refuses("heal all", "heal stands alone, but 'all' follows it");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static List<Fault> everyFault() {
        var faults = new ArrayList<Fault>(
                List.of(new Heal(), new Start(), new Resume(), new Fault.Disarm(), new Fault.ResetClocks()));
        for (Shape shape : Shape.values()) {
            faults.add(new Partition(shape));
        }
        for (Fault.Occasion occasion : Fault.Occasion.values()) {
            faults.add(new Fault.Ambush(occasion));
        }
        NodeName n1 = new NodeName("n1");
        NodeName n2 = new NodeName("n2");
        faults.add(new Partition(new Division.Groups(List.of(List.of(n1), List.of(n2, new NodeName("n3"))))));
        faults.add(new Partition(new Division.Links(List.of(new Division.Link(n1, n2), new Division.Link(n2, n1)))));
        var targets = List.of(
                new Target.Named(new NodeName("n12")),
                new Target.Leader(),
                new Target.One(),
                new Target.Minority(),
                new Target.Majority(),
                new Target.All());
        for (Target target : targets) {
            faults.add(new Kill(target));
            faults.add(new Fault.Terminate(target));
            faults.add(new Pause(target));
            for (String how :
                    List.of("jump +5s", "jump -300ms", "drift 50%", "drift 101%", "strobe -1.5s every 20ms")) {
                faults.add(new Fault.SkewClocks(target, SkewNotation.read(how)));
            }
        }
        return faults;
    }
}
