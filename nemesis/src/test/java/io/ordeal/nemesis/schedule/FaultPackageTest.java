package io.ordeal.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPackageTest {

    @Test
    void aListOfNamesIsThosePackagesEachOnce() {
        assertThat(FaultPackage.parse("kill, partition,kill"))
                .isEqualTo(List.of(FaultPackages.KILL, FaultPackages.PARTITION));
    }

    @Test
    void allAndNoneStandForThemselves() {
        assertThat(FaultPackage.parse("all")).isEqualTo(FaultPackages.ALL);
        assertThat(FaultPackage.parse("none")).isEqualTo(List.of());
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> FaultPackage.parse("kill,earthquake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown faults 'earthquake': must be some of partition,kill,pause,clock, or all or none");
        assertThatThrownBy(() -> FaultPackage.parse("")).hasMessageStartingWith("unknown faults ''");
    }
}
