package io.ordeal.harness.bench;

import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.check.Gap;
import java.util.Locale;
import java.util.Optional;

/** Verdicts on histories in a word or two. */
final class Verdicts {

    private Verdicts() {}

    static Verdict word(io.ordeal.histories.check.Verdict verdict) {
        return switch (verdict) {
            case io.ordeal.histories.check.Verdict.Valid _ -> Verdict.VALID;
            case io.ordeal.histories.check.Verdict.Invalid _ -> Verdict.INVALID;
            case io.ordeal.histories.check.Verdict.Unknown _ -> Verdict.UNKNOWN;
        };
    }

    /** Why there is none, if so. */
    static Optional<String> gap(io.ordeal.histories.check.Verdict verdict) {
        return switch (verdict) {
            case io.ordeal.histories.check.Verdict.Valid _, io.ordeal.histories.check.Verdict.Invalid _ ->
                Optional.empty();
            case io.ordeal.histories.check.Verdict.Unknown unknown ->
                unknown.gaps().stream().findFirst().map(Verdicts::told);
        };
    }

    private static String told(Gap gap) {
        return String.format(
                Locale.ROOT, "%s; %,d of %,d operations are explained", gap.why(), gap.explained(), gap.succeeded());
    }
}
