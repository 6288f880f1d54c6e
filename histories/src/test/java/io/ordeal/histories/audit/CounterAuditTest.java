package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.CounterEvidence.BadRead;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterAuditTest {

    private static Finding of(Script script) {
        return script.by(Auditor.COUNTER);
    }

    private static List<BadRead> bad(Finding finding) {
        return ((CounterEvidence) finding.evidence()).bad();
    }

    private static BadRead bad(Span span, long value, long lower, long upper, long acknowledged, long uncertain) {
        return new BadRead(
                span,
                BigInteger.valueOf(value),
                BigInteger.valueOf(lower),
                BigInteger.valueOf(upper),
                BigInteger.valueOf(acknowledged),
                uncertain);
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true", "4, true", "7, true", "8, false"})
    void whatIsUnderWayCountsOrNot(long value, boolean valid) {
        Finding finding = of(new Script()
                .does(0, "add", 5, 5)
                .invoke(1, "add", 2)
                .invoke(2, "add", -2)
                .invoke(0, "read")
                .ok(1, "add", 2)
                .ok(0, "read", value));

        assertThat(finding instanceof Finding.Valid).isEqualTo(valid);
        if (!valid) {
            assertThat(bad(finding)).containsExactly(bad(new Span(0, 4, 6), value, 3, 7, 5, 2));
        }
    }

    @Test
    void whatHappenedBeforeCountsAndWhatComesLaterDoesNot() {
        Finding finding = of(new Script()
                .does(0, "add", 3, 3)
                .does(0, "add", -4, -4)
                .does(0, "read", null, 0)
                .does(0, "add", 1, 1));

        assertThat(bad(finding)).containsExactly(bad(new Span(0, 4, 5), 0, -1, -1, -1, 0));
        assertThat(finding.words())
                .isEqualTo("1 of 1 read is out of bounds. Process 0 (events 4 to 5) reads 0 where only -1 is possible:"
                        + " -1 had been added when it began, and nothing else may have come by its end");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-2, true", "5, true", "3, true", "-3, false", "6, false"})
    void whatCrashedCountsOrNotForEver(long value, boolean valid) {
        Finding finding = of(new Script()
                .does(9, "add", 0, 0)
                .invoke(0, "add", 5)
                .info(0, "add", 5)
                .invoke(1, "add", -2)
                .does(2, "read", null, 0)
                .does(2, "read", null, value));

        assertThat(finding instanceof Finding.Valid).isEqualTo(valid);
    }

    @Test
    void whatFailedBeforeDoesNotCount() {
        Finding finding = of(new Script()
                .does(9, "add", 1, 1)
                .invoke(0, "add", 5)
                .fail(0, "add", 5)
                .does(2, "read", null, 6));

        assertThat(bad(finding)).containsExactly(bad(new Span(2, 4, 5), 6, 1, 1, 1, 0));
    }

    @Test
    void whatFailsLaterNeverCounted() {
        var script = new Script()
                .does(9, "add", 1, 1)
                .invoke(0, "add", 5)
                .invoke(1, "add", -7)
                .does(2, "read", null, 6)
                .does(2, "read", null, -6)
                .does(2, "read", null, 1)
                .fail(1, "add", -7)
                .fail(0, "add", 5);

        assertThat(bad(of(script)))
                .containsExactly(bad(new Span(2, 4, 5), 6, 1, 1, 1, 0), bad(new Span(2, 6, 7), -6, 1, 1, 1, 0));
    }

    @Test
    void boundsAreThoseThatAreKnownInTheEnd() {
        var script = new Script()
                .does(9, "add", 1, 1)
                .invoke(0, "add", 5)
                .invoke(1, "add", 2)
                .does(2, "read", null, 9)
                .fail(0, "add", 5)
                .ok(1, "add", 2);

        Finding finding = of(script);
        assertThat(bad(finding)).containsExactly(bad(new Span(2, 4, 5), 9, 1, 3, 1, 1));
        assertThat(finding.words())
                .contains("where only 1 to 3 is possible", "1 addition, from 0 to 2 in all, may have come by its end");
    }

    @Test
    void whatIsBeyondALongIsNoMatter() {
        assertThat(of(new Script()
                        .does(0, "add", Long.MAX_VALUE, null)
                        .does(0, "add", Long.MAX_VALUE, null)
                        .does(
                                0,
                                "read",
                                null,
                                BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1))))
                .isInstanceOf(Finding.Valid.class);
    }

    @Test
    void withoutAReadOrAnAdditionThatSucceededNothingIsKnown() {
        assertThat(of(new Script())).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "add", 1, 1))).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "read", null, 0))).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().does(0, "read", null, 1))).isInstanceOf(Finding.Invalid.class);
    }

    @Test
    void ofVeryManyBadReadsTheFirstAreTold() {
        var script = new Script().does(0, "add", 1, 1);
        for (int i = 0; i < 3 * CounterEvidence.MOST; i++) {
            script.does(0, "read", null, 2);
        }
        var evidence = (CounterEvidence) of(script).evidence();
        assertThat(evidence.badCount()).isEqualTo(3 * CounterEvidence.MOST);
        assertThat(evidence.bad()).hasSize(CounterEvidence.MOST);
        assertThat(evidence.bad().getFirst().span()).isEqualTo(new Span(0, 2, 3));
        assertThat(evidence.bad().getLast().span().begun()).isEqualTo(2L * CounterEvidence.MOST);
    }
}
