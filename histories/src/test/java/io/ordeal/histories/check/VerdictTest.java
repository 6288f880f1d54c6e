package io.ordeal.histories.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Linearization WITNESS = new Linearization(Optional.of("a"), List.of());
    private static final Gap GAP = new Gap(Optional.of("b"), "no time left", 1, 2, 3);
    private static final Counterexample COUNTEREXAMPLE = new Counterexample(
            Optional.of("c"),
            new Operation(new Invocation(0, 0, 0, "read", null), Optional.empty()),
            List.of(),
            Optional.empty());

    private static final Verdict VALID = new Verdict.Valid(List.of(WITNESS));
    private static final Verdict UNKNOWN = new Verdict.Unknown(List.of(GAP), List.of());
    private static final Verdict INVALID = new Verdict.Invalid(List.of(COUNTEREXAMPLE), List.of());

    @Test
    void invalidOutranksUnknownOutranksValidAndTheEvidenceOfBothStays() {
        assertThat(VALID.and(VALID)).isEqualTo(new Verdict.Valid(List.of(WITNESS, WITNESS)));
        assertThat(VALID.and(UNKNOWN)).isEqualTo(new Verdict.Unknown(List.of(GAP), List.of(WITNESS)));
        assertThat(UNKNOWN.and(VALID)).isEqualTo(new Verdict.Unknown(List.of(GAP), List.of(WITNESS)));
        assertThat(UNKNOWN.and(INVALID)).isEqualTo(new Verdict.Invalid(List.of(COUNTEREXAMPLE), List.of(GAP)));
        assertThat(INVALID.and(UNKNOWN)).isEqualTo(new Verdict.Invalid(List.of(COUNTEREXAMPLE), List.of(GAP)));
        assertThat(VALID.and(INVALID)).isEqualTo(INVALID);
        assertThat(INVALID.and(VALID)).isEqualTo(INVALID);
    }
}
