package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetAuditTest {

    private static Finding of(Script script) {
        return script.by(Auditor.SET);
    }

    private static SetEvidence evidence(Finding finding) {
        return (SetEvidence) finding.evidence();
    }

    @Test
    void whatWasAddedIsInTheFinalRead() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .does(1, "add", 2, null)
                .does(0, "read", null, List.of(1))
                .does(0, "read", null, List.of(2, 1)));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(finding.words()).isEqualTo("2 of 2 added elements in the final read, of process 0 (events 6 to 7)");
        assertThat(evidence(finding))
                .isEqualTo(new SetEvidence(
                        2,
                        2,
                        2,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        evidence(finding).finalRead()));
    }

    @Test
    void aLostElementIsNamedWithItsAdditionAndTheRead() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .does(1, "add", 2, 2)
                .does(0, "read", null, Set.of(1, 2))
                .does(3, "read", null, Set.of(1)));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(finding.words())
                .isEqualTo("1 of 2 added elements is lost: 2. Element 2 was added by process 1 (events 2 to 3),"
                        + " and is not in the final read, of process 3 (events 6 to 7)");
        assertThat(evidence(finding).lost()).containsExactly(2L);
    }

    @Test
    void whatNobodyAddedIsUnexpected() {
        Finding finding = of(new Script().does(0, "add", 1, 1).does(0, "read", null, List.of(1, 9)));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(finding.words()).contains("1 element is unexpected: 9", "nobody added it");
        assertThat(evidence(finding).unexpected()).containsExactly(9L);
        assertThat(evidence(finding).okCount()).isEqualTo(1);
    }

    @Test
    void whatFailedIsUnexpectedAndWhatCrashedIsRecovered() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .invoke(0, "add", 2)
                .fail(0, "add", 2)
                .invoke(1, "add", 3)
                .info(1, "add", 3)
                .invoke(2, "add", 4)
                .does(0, "read", null, List.of(1, 2, 3, 4)));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(finding.words()).contains("Element 2 is", "every addition of it failed");
        assertThat(evidence(finding).unexpected()).containsExactly(2L);
        assertThat(evidence(finding).recovered()).containsExactly(3L, 4L);
    }

    @Test
    void whatCrashedOrFailedNeedNotBeThere() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .invoke(0, "add", 2)
                .fail(0, "add", 2)
                .invoke(1, "add", 3)
                .info(1, "add", 3)
                .does(0, "read", null, List.of(1)));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(evidence(finding).attemptCount()).isEqualTo(3);
        assertThat(evidence(finding).acknowledgedCount()).isEqualTo(1);
    }

    @Test
    void whatIsAddedOnceTheFinalReadHasBegunMayBeMissing() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .invoke(1, "add", 2)
                .invoke(0, "read")
                .ok(1, "add", 2)
                .ok(0, "read", List.of(1)));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(evidence(finding).late()).containsExactly(2L);
        assertThat(finding.words()).endsWith("(events 3 to 5), but for 1 that came too late for it");
    }

    @Test
    void nothingIsReadBeforeSomebodyBeginsToAddIt() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .does(0, "read", null, List.of(1, 2))
                .does(0, "add", 2, 2));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(finding.words()).contains("nobody began to add it before event 4");
    }

    @Test
    void aSetThatNobodyReadIsUnknown() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .invoke(0, "read")
                .fail(0, "read", null)
                .invoke(0, "read")
                .info(0, "read", null));

        assertThat(finding).isInstanceOf(Finding.Unknown.class);
        assertThat(finding.words()).isEqualTo("nobody read the set, to which 1 element had been added");
    }

    @Test
    void aSetToWhichNothingWasAddedIsUnknown() {
        assertThat(of(new Script())).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "read", null, List.of()))).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().invoke(0, "add", 1).info(0, "add", 1).does(1, "read", null, List.of(1))))
                .isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void otherOperationsAndTheNemesisAreNotLookedAt() {
        Finding finding = of(new Script()
                .does(0, "add", 1, 1)
                .nemesis("read", List.of())
                .does(0, "cas", List.of(1, 2), List.of(1, 2))
                .does(0, "read", null, List.of(1)));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(finding.words()).endsWith(". Not looked at: 1 cas");
    }
}
