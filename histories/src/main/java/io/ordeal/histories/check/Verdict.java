package io.ordeal.histories.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a checker says of a history. Of two verdicts the worse one counts: invalid, then unknown, then valid. There is
 * no way to ask for "not invalid": who takes a verdict for a pass has to name {@link Valid}.
 */
public sealed interface Verdict {

    /**
     * The history can be explained.
     *
     * @param witnesses an explanation of each part; every one was replayed against the model
     */
    record Valid(List<Linearization> witnesses) implements Verdict {
        public Valid {
            witnesses = List.copyOf(witnesses);
        }
    }

    /**
     * Nobody knows: a limit was reached first. Never a pass.
     *
     * @param gaps the parts that were not decided, and how far each was
     * @param proven explanations of the parts that were decided
     */
    record Unknown(List<Gap> gaps, List<Linearization> proven) implements Verdict {
        public Unknown {
            gaps = List.copyOf(gaps);
            proven = List.copyOf(proven);
        }
    }

    /**
     * The history cannot be explained.
     *
     * @param counterexamples of each part that cannot
     * @param gaps the parts that were not decided
     */
    record Invalid(List<Counterexample> counterexamples, List<Gap> gaps) implements Verdict {
        public Invalid {
            counterexamples = List.copyOf(counterexamples);
            gaps = List.copyOf(gaps);
        }
    }

    /** Both in one: the worse of the two, with the evidence of both. */
    default Verdict and(Verdict other) {
        if (this instanceof Invalid || other instanceof Invalid) {
            return new Invalid(join(counterexamples(this), counterexamples(other)), join(gaps(this), gaps(other)));
        }
        if (this instanceof Unknown || other instanceof Unknown) {
            return new Unknown(join(gaps(this), gaps(other)), join(explained(this), explained(other)));
        }
        return new Valid(join(explained(this), explained(other)));
    }

    private static List<Counterexample> counterexamples(Verdict verdict) {
        return switch (verdict) {
            case Valid _, Unknown _ -> List.of();
            case Invalid invalid -> invalid.counterexamples();
        };
    }

    private static List<Gap> gaps(Verdict verdict) {
        return switch (verdict) {
            case Valid _ -> List.of();
            case Unknown unknown -> unknown.gaps();
            case Invalid invalid -> invalid.gaps();
        };
    }

    private static List<Linearization> explained(Verdict verdict) {
        return switch (verdict) {
            case Valid valid -> valid.witnesses();
            case Unknown unknown -> unknown.proven();
            case Invalid _ -> List.of();
        };
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
