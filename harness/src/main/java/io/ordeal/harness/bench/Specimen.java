package io.ordeal.harness.bench;

import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.generate.RegisterHistories;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A history of which the verdict is known.
 *
 * @param planted the operation that cannot be true, if it has one
 */
record Specimen(Row row, long seed, Encoding<Optional<Object>> encoding, OptionalInt planted) {

    /**
     * Makes it.
     *
     * @param plan of which nothing is believed: what is wrong with it is looked for
     * @return empty where the history has no place for its flaw
     */
    static Optional<Specimen> of(Row row, RegisterHistories plan) {
        Encoding<Optional<Object>> encoding;
        try {
            encoding = plan.encoding();
        } catch (IllegalStateException noPlace) {
            return Optional.empty();
        }
        return Optional.of(new Specimen(row, plan.seed(), encoding, Planted.find(encoding)));
    }

    Verdict known() {
        return planted.isPresent() ? Verdict.INVALID : Verdict.VALID;
    }

    int uncertain() {
        int uncertain = 0;
        for (int operation = 0; operation < encoding.columns().size(); operation++) {
            uncertain += encoding.columns().isCertain(operation) ? 0 : 1;
        }
        return uncertain;
    }

    /**
     * @param who says it
     * @throws ContradictionException where {@code verdict} is not what is known
     */
    void require(Verdict verdict, String who) {
        if (verdict != Verdict.UNKNOWN && verdict != known()) {
            throw new ContradictionException("%s, seed %d, is %s%s, but %s says %s"
                    .formatted(row.name(), seed, known(), reason(), who, verdict));
        }
    }

    private String reason() {
        return planted.isPresent()
                ? ": " + encoding.origin().apply(planted.getAsInt()) + " cannot be true"
                : ": it was made so";
    }
}
