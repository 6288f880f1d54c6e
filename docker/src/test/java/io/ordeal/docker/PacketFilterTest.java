package io.ordeal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.docker.PacketFilter.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacketFilterTest {

    @Test
    void aCutBothWaysDropsEverything() {
        assertThat(new Rule("10.0.0.12", true).lines()).isEqualTo(List.of("-A ORDEAL -s 10.0.0.12 -j DROP"));
    }

    @Test
    void aOneWayCutLetsAcknowledgementsOfTheOtherWayPass() {
        assertThat(new Rule("10.0.0.12", false).lines())
                .isEqualTo(List.of(
                        "-A ORDEAL -s 10.0.0.12 -p tcp --tcp-flags PSH PSH -j DROP",
                        "-A ORDEAL -s 10.0.0.12 -p tcp -m length --length 100:65535 -j DROP",
                        "-A ORDEAL -s 10.0.0.12 ! -p tcp -j DROP"));
    }

    @Test
    void theRulesOfOneLinkAreCountedTogether() {
        var listing = List.of(
                "Chain ORDEAL (1 references)",
                "    pkts      bytes target     prot opt in     out     source               destination         ",
                "       3      180 DROP       6    --  *      *       10.0.0.12            0.0.0.0/0            tcp flags:0x08/0x08",
                "       4     6000 DROP       6    --  *      *       10.0.0.12            0.0.0.0/0            length 100:65535",
                "       0        0 DROP       0    --  *      *       10.0.0.13            0.0.0.0/0           ");
        assertThat(PacketFilter.parse(listing)).isEqualTo(Map.of("10.0.0.12", 7L, "10.0.0.13", 0L));
    }
}
