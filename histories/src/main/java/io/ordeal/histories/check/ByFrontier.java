package io.ordeal.histories.check;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Decider;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.Ruling;
import io.ordeal.histories.frontier.SpentException;
import java.util.List;

/** Decides by the general search. */
record ByFrontier<S>(Meter meter) {

    Decision decide(Part<S> part) {
        Encoding<S> encoding = part.encoding();
        long before = encoding.automaton().bytes();
        meter.includes(() -> encoding.automaton().bytes() - before);
        Ruling ruling = Decider.decide(encoding, meter);
        return switch (ruling) {
            case Ruling.Explained explained -> explained(part, explained);
            case Ruling.Refuted refuted ->
                new Decision(
                        new Verdict.Invalid(
                                List.of(new Refutation<>(part, refuted, meter).counterexample()), List.of()),
                        refuted.tier());
            case Ruling.Undecided(String why, int position, long explored) ->
                undecided(part, why, returns(position, encoding), explored);
        };
    }

    private Decision explained(Part<S> part, Ruling.Explained explained) {
        Encoding<S> encoding = part.encoding();
        try {
            new Recital<>(encoding, meter).verify(explained.order(), Columns.NEVER);
        } catch (SpentException spent) {
            return undecided(part, spent.limit() + ", and the explanation is not verified", 0, meter.done());
        }
        var order = new Order(explained.order(), encoding.origin());
        return new Decision(new Verdict.Valid(List.of(new Linearization(part.key(), order))), explained.tier());
    }

    private static Decision undecided(Part<?> part, String why, int explained, long explored) {
        var gap = new Gap(part.key(), why, explained, part.succeeded(), explored);
        return new Decision(new Verdict.Unknown(List.of(gap), List.of()), Decision.NOBODY);
    }

    private static int returns(int end, Encoding<?> encoding) {
        int returns = 0;
        for (int position = 0; position < end; position++) {
            returns += encoding.columns().isReturn(position) ? 1 : 0;
        }
        return returns;
    }
}
