package io.ordeal.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanJsonTest {

    @Test
    void aPlanComesBackAsItWas() {
        var plan = Plans.plan(-42, "partition", "kill");
        assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
    }

    @Test
    void aPlanIsWrittenForPeopleToo() {
        assertThat(PlanJson.write(Plans.plan(7, "kill")))
                .startsWith("{\n  \"version\" : \"test\",\n  \"cluster\" : \"sim\",\n  \"nodes\" : 5,")
                .contains("\"timeLimit\" : \"PT20S\"")
                .containsPattern("\"fault\" : \"kill [a-z]+\"")
                .endsWith("\"seed\" : 7\n}\n");
    }

    @Test
    void aPlanFromBeforeAnyFailedFastDoesNot() {
        String json = PlanJson.write(Plans.plan(7));
        assertThat(json).contains("\"failFast\" : true,");
        var old = PlanJson.read(json.replace("  \"failFast\" : true,\n", ""));
        assertThat(old).isEqualTo(Plans.toTheEnd(Plans.plan(7)));
    }

    @Test
    void whatIsNoPlanIsRefusedWithTheReason() {
        String good = PlanJson.write(Plans.plan(7, "kill"));
        assertThatThrownBy(() -> PlanJson.read(good.replace("\"nodes\" : 5,", "")))
                .hasMessageContaining("nodes");
        assertThatThrownBy(() -> PlanJson.read(good.replaceFirst("kill [a-z]+", "tickle leader")))
                .hasMessageContaining("tickle");
        assertThatThrownBy(() -> PlanJson.read(good.replace("\"nodes\" : 5,", "\"nodes\" : 0,")))
                .hasMessageContaining("nodes must be");
        assertThatThrownBy(() -> PlanJson.read("{")).hasMessageStartingWith("not a plan");
    }
}
