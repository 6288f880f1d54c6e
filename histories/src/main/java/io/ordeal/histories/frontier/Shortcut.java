package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Contradiction;
import io.ordeal.histories.theorem.Patience;
import io.ordeal.histories.theorem.Ruling.Abstains;
import io.ordeal.histories.theorem.Ruling.Invalid;
import io.ordeal.histories.theorem.Ruling.Valid;
import io.ordeal.histories.theorem.Theorems;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides what a theorem decides, and finds out near the contradiction that it names where it begins. */
final class Shortcut<S> {

    private static final int PREFIXES = 16;
    private static final int SEARCH = 1 << 16;
    private static final int ENOUGH_ATTEMPTS = 64;
    private static final String TIER = "theorem";

    private final Encoding<S> encoding;
    private final Stretches<S> stretches;
    private final Meter meter;

    Shortcut(Encoding<S> encoding, Stretches<S> stretches, Meter meter) {
        this.encoding = encoding;
        this.stretches = stretches;
        this.meter = meter;
    }

    /** What a theorem says; of a violation only if it is also found where it first shows. */
    Optional<Ruling> take() throws SpentException {
        return switch (rule(encoding)) {
            case Valid(int[] order) -> Optional.of(new Ruling.Explained(order, TIER));
            case Invalid(Contradiction contradiction) ->
                encoding.automaton().isPlain() ? first(contradiction) : anywhere(contradiction);
            case Abstains _ -> Optional.empty();
        };
    }

    private io.ordeal.histories.theorem.Ruling rule(Encoding<S> part) {
        return Theorems.rule(part, meter.left(), new Patience(meter::lasts));
    }

    /** The prefix that ends with a contradiction may hold another one. */
    private Optional<Ruling> first(Contradiction contradiction) throws SpentException {
        Contradiction last = contradiction;
        for (int i = 0; i < PREFIXES; i++) {
            Optional<Stretches.Find> stretch = stretches.earliest(lastReturn(last));
            if (stretch.isEmpty() || meter.left() < encoding.columns().bytes()) {
                return Optional.empty();
            }
            int end = stretch.get().excerpt().end();
            switch (rule(prefix(end))) {
                case Valid(int[] order) -> {
                    return Optional.of(stretches.refuted(end, List.of(order), stretches.shortest(end), TIER));
                }
                case Invalid(Contradiction earlier) -> last = earlier;
                case Abstains _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Where the model does not tell what may have come before a stretch: a search that does not take long may find where
     * it shows first, and else it shows where the last of those returns that contradict each other.
     */
    private Optional<Ruling> anywhere(Contradiction contradiction) throws SpentException {
        try {
            var sweep = Sweep.over(encoding, Approach.exact(Prunings.ALL.withoutLookAhead()), meter.within(SEARCH));
            if (sweep.run()) {
                throw new IllegalStateException(
                        "the checker contradicts itself: there is an explanation, and by a theorem there is none");
            }
            int end = sweep.position();
            if (sweep.frontier().isExact()) {
                return Optional.of(
                        stretches.refuted(end, sweep.attempts(ENOUGH_ATTEMPTS), stretches.shortest(end), TIER));
            }
        } catch (SpentException _) {
            meter.look();
        }
        return Optional.of(
                new Ruling.Refuted(lastReturn(contradiction), List.of(), Optional.empty(), Optional.empty(), TIER));
    }

    private int lastReturn(Contradiction contradiction) {
        return IntStream.of(contradiction.operations())
                .map(encoding.columns()::returned)
                .filter(returned -> returned != Columns.NEVER)
                .max()
                .orElse(0);
    }

    private Encoding<S> prefix(int end) throws SpentException {
        Columns columns = encoding.columns();
        var prefix = new Columns(end / 2);
        for (int position = 0; position < end; position++) {
            meter.step(position);
            if (columns.isReturn(position)) {
                prefix.complete(columns.operationAt(position));
            } else {
                prefix.invoke(columns.kind(columns.operationAt(position)));
            }
        }
        return new Encoding<>(encoding.automaton(), prefix, encoding.origin());
    }
}
