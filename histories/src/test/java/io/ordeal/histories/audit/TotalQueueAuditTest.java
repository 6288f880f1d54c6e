package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Keyword;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalQueueAuditTest {

    private static Finding of(Script script) {
        return script.by(Auditor.TOTAL_QUEUE);
    }

    private static TotalQueueEvidence evidence(Finding finding) {
        return (TotalQueueEvidence) finding.evidence();
    }

    @Test
    void whatWentInComesOutAndWhatMayHaveMay() {
        Finding finding = of(new Script()
                .invoke(1, "enqueue", 1)
                .does(2, "enqueue", 2, 2)
                .does(3, "dequeue", 1, 1)
                .does(3, "dequeue", 2, 2));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(finding.words()).isEqualTo("2 elements came out, of 1 that went in and 1 that may have");
        assertThat(evidence(finding))
                .isEqualTo(new TotalQueueEvidence(
                        2, 1, 2, List.of(), List.of(), List.of(), List.of(new Amount(1L, 1)), List.of(), 0, 0));
    }

    @Test
    void lostUnexpectedAndDuplicatedAreToldApart() {
        Finding finding = of(new Script()
                .invoke(1, "enqueue", new Keyword("hung"))
                .does(2, "enqueue", new Keyword("enqueued"), null)
                .does(3, "enqueue", new Keyword("dup"), null)
                .does(5, "dequeue", null, new Keyword("wtf"))
                .does(6, "dequeue", null, new Keyword("dup"))
                .does(7, "dequeue", null, new Keyword("dup")));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(evidence(finding))
                .isEqualTo(new TotalQueueEvidence(
                        3,
                        2,
                        1,
                        List.of(new Amount(new Keyword("enqueued"), 1)),
                        List.of(new Amount(new Keyword("wtf"), 1)),
                        List.of(new Amount(new Keyword("dup"), 1)),
                        List.of(),
                        List.of(),
                        0,
                        0));
        assertThat(finding.words())
                .isEqualTo("1 element is lost: :enqueued. Element :enqueued was enqueued by process 2 (events 1 to 2),"
                        + " and never came out. 1 element is unexpected: :wtf. Element :wtf came out to process 5"
                        + " (events 5 to 6), though nobody ever enqueued it. 1 element came out too often, which a"
                        + " queue may do that delivers at least once: :dup");
    }

    @Test
    void duplicatesAloneAreNoFault() {
        Finding finding = of(new Script().does(0, "enqueue", 1, 1).does(1, "drain", null, List.of(1, 1, 1)));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(evidence(finding).duplicated()).containsExactly(new Amount(1L, 2));
        assertThat(finding.words()).contains("2 elements came out too often", "1 (2 times)");
    }

    @Test
    void whatFailedMustNotComeOut() {
        Finding finding = of(new Script()
                .does(0, "enqueue", 1, 1)
                .invoke(0, "enqueue", 2)
                .fail(0, "enqueue", 2)
                .does(1, "drain", null, List.of(1, 2)));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(evidence(finding).unexpected()).containsExactly(new Amount(2L, 1));
        assertThat(finding.words()).contains("every enqueue of it failed");
    }

    @Test
    void whatADequeueMayHaveTakenThatCrashedIsNotLostForCertain() {
        var script = new Script()
                .does(0, "enqueue", 1, 1)
                .does(0, "enqueue", 2, 2)
                .invoke(1, "dequeue")
                .info(1, "dequeue", null)
                .does(2, "drain", null, List.of(2));
        assertThat(of(script)).isInstanceOf(Finding.Unknown.class);
        assertThat(of(script).words()).contains("unless it went to one of 1 dequeue that crashed");
    }

    @Test
    void butADequeueTakesNoMoreThanOne() {
        Finding finding = of(new Script()
                .does(0, "enqueue", 1, 1)
                .does(0, "enqueue", 2, 2)
                .invoke(1, "dequeue")
                .does(2, "drain", null, List.of()));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(finding.words()).contains("1 dequeue that crashed cannot have taken so many");
    }

    @Test
    void aDrainThatCrashedMayHaveTakenAnyNumber() {
        Finding finding = of(new Script()
                .does(0, "enqueue", 1, 1)
                .does(0, "enqueue", 2, 2)
                .invoke(1, "drain")
                .info(1, "drain", null)
                .does(2, "drain", null, List.of()));

        assertThat(finding).isInstanceOf(Finding.Unknown.class);
        assertThat(evidence(finding).crashedDrains()).isEqualTo(1);
    }

    @Test
    void whatWentInAfterTheLastDequeueBeganIsNotLost() {
        Finding finding = of(new Script()
                .does(0, "enqueue", 1, 1)
                .invoke(1, "drain")
                .does(0, "enqueue", 2, 2)
                .ok(1, "drain", List.of(1)));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(evidence(finding).late()).containsExactly(new Amount(2L, 1));
        assertThat(finding.words()).endsWith("1 element went in after the last dequeue had begun");
    }

    @Test
    void whereNothingHadToComeOutNothingIsKnown() {
        assertThat(of(new Script())).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "enqueue", 1, 1))).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "drain", null, List.of()))).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "drain", null, List.of()).does(0, "enqueue", 1, 1)))
                .isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "dequeue", null, 1))).isInstanceOf(Finding.Invalid.class);
    }
}
