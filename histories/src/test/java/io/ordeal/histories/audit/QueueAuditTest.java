package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.QueueEvidence.Stray;
import io.ordeal.histories.audit.QueueEvidence.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueAuditTest {

    private static Finding of(Script script) {
        return script.by(Auditor.QUEUE);
    }

    private static List<Stray> strays(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        return ((QueueEvidence) finding.evidence()).stray();
    }

    @Test
    void whatComesOutWentIn() {
        Finding finding = of(new Script()
                .does(0, "enqueue", 1, 1)
                .invoke(1, "dequeue")
                .invoke(0, "enqueue", 2)
                .ok(1, "dequeue", 2)
                .info(0, "enqueue", 2)
                .does(2, "enqueue", 3, null)
                .does(1, "drain", null, List.of(3, 1))
                .invoke(1, "dequeue")
                .fail(1, "dequeue", null));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(finding.words()).isEqualTo("3 elements came out, of 3 that may have gone in");
    }

    @Test
    void whatNobodyEnqueuedComesOutOfNowhere() {
        Finding finding = of(new Script().does(0, "enqueue", 1, 1).does(1, "dequeue", null, 2));

        assertThat(strays(finding)).containsExactly(new Stray(2L, new Span(1, 2, 3), Why.NEVER_ENQUEUED));
        assertThat(finding.words())
                .isEqualTo("1 element came out of nowhere. Element 2 came out to process 1 (events 2 to 3),"
                        + " though nobody ever enqueued it");
    }

    @Test
    void nothingComesOutMoreOftenThanItWentIn() {
        Finding finding = of(new Script()
                .does(0, "enqueue", 1, 1)
                .does(0, "enqueue", 1, 1)
                .does(1, "drain", null, List.of(1, 1))
                .does(1, "dequeue", null, 1));

        assertThat(strays(finding)).containsExactly(new Stray(1L, new Span(1, 6, 7), Why.TOO_OFTEN));
    }

    @Test
    void nothingComesOutBeforeItBeginsToGoIn() {
        Finding finding = of(new Script().does(1, "dequeue", null, 1).does(0, "enqueue", 1, 1));

        assertThat(strays(finding)).containsExactly(new Stray(1L, new Span(1, 0, 1), Why.TOO_OFTEN));
    }

    @Test
    void whatFailsNeverWentInHoweverLateItFails() {
        Finding before =
                of(new Script().invoke(0, "enqueue", 1).fail(0, "enqueue", 1).does(1, "dequeue", null, 1));
        Finding after = of(
                new Script().invoke(0, "enqueue", 1).does(1, "dequeue", null, 1).fail(0, "enqueue", 1));

        assertThat(strays(before)).containsExactly(new Stray(1L, new Span(1, 2, 3), Why.FAILED));
        assertThat(strays(after)).containsExactly(new Stray(1L, new Span(1, 1, 2), Why.FAILED));
    }

    @Test
    void whatFailsLateIsNotMadeUpForByWhatBeganAfterTheDequeue() {
        Finding finding = of(new Script()
                .invoke(0, "enqueue", 1)
                .does(1, "dequeue", null, 1)
                .invoke(2, "enqueue", 1)
                .fail(0, "enqueue", 1)
                .ok(2, "enqueue", 1));

        assertThat(strays(finding)).containsExactly(new Stray(1L, new Span(1, 1, 2), Why.TOO_OFTEN));
    }

    @Test
    void whatFailsIsMadeUpForByWhatBeganBeforeTheDequeue() {
        Finding finding = of(new Script()
                .invoke(0, "enqueue", 1)
                .invoke(2, "enqueue", 1)
                .does(1, "dequeue", null, 1)
                .fail(0, "enqueue", 1));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
    }

    @Test
    void withoutAnythingThatCameOutNothingIsKnown() {
        assertThat(of(new Script())).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "enqueue", 1, 1))).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "drain", null, List.of()))).isInstanceOf(Finding.Unknown.class);
    }
}
