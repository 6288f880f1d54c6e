package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.audit.UniqueIdsEvidence.Duplicate;
import io.ordeal.histories.audit.UniqueIdsEvidence.Range;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UniqueIdsAuditTest {

    private static Finding of(Script script) {
        return script.by(Auditor.UNIQUE_IDS);
    }

    @Test
    void allDifferent() {
        Finding finding = of(new Script()
                .does(0, "generate", null, 10)
                .does(1, "generate", null, 9)
                .invoke(2, "generate")
                .info(2, "generate", null)
                .invoke(1, "generate")
                .fail(1, "generate", 9));

        assertThat(finding).isInstanceOf(Finding.Valid.class);
        assertThat(finding.words()).isEqualTo("2 identifiers, all different, from 9 to 10");
        assertThat(finding.evidence())
                .isEqualTo(new UniqueIdsEvidence(4, 2, List.of(), Optional.of(new Range(9L, 10L))));
    }

    @Test
    void duplicatesAreCountedAndNamed() {
        Finding finding = of(new Script()
                .does(0, "generate", null, "a")
                .does(1, "generate", null, 5)
                .does(2, "generate", null, "a")
                .does(0, "generate", null, 5)
                .does(0, "generate", null, "a"));

        assertThat(finding).isInstanceOf(Finding.Invalid.class);
        assertThat(((UniqueIdsEvidence) finding.evidence()).duplicated())
                .containsExactly(
                        new Duplicate("a", 3, new Span(0, 0, 1), new Span(2, 4, 5)),
                        new Duplicate(5L, 2, new Span(1, 2, 3), new Span(0, 6, 7)));
        assertThat(finding.words())
                .isEqualTo("2 identifiers are given out more than once, of 5: \"a\" (3 times), 5 (2 times)."
                        + " Identifier \"a\" was given to process 0 (events 0 to 1) and to process 2 (events 4 to 5)");
    }

    @Test
    void withoutAnyNothingIsKnown() {
        assertThat(of(new Script())).isInstanceOf(Finding.Unknown.class);
        assertThat(of(new Script().invoke(0, "generate").info(0, "generate", 3)))
                .isInstanceOf(Finding.Unknown.class);
    }
}
