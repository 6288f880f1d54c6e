package io.ordeal.histories.check;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Decider;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.Ruling;
import java.time.Duration;
import java.util.List;

/** Decides by the general search. */
record ByFrontier<S>(Limits limits) {

    Decision decide(Part<S> part, Duration time, long bytes) {
        Encoding<S> encoding = part.encoding();
        Ruling ruling = Decider.decide(encoding, Meter.start(time, bytes, limits.nanoClock()));
        return switch (ruling) {
            case Ruling.Explained explained -> {
                new Recital<>(encoding).verify(explained.order(), Columns.NEVER);
                yield new Decision(
                        new Verdict.Valid(List.of(
                                new Linearization(part.key(), new Order(explained.order(), encoding.origin())))),
                        explained.tier());
            }
            case Ruling.Refuted refuted ->
                new Decision(
                        new Verdict.Invalid(List.of(new Refutation<>(part, refuted).counterexample()), List.of()),
                        refuted.tier());
            case Ruling.Undecided(String why, int position, long explored) ->
                new Decision(
                        new Verdict.Unknown(
                                List.of(new Gap(
                                        part.key(), why, returns(position, encoding), returns(encoding), explored)),
                                List.of()),
                        Decision.NOBODY);
        };
    }

    private static int returns(Encoding<?> encoding) {
        return returns(encoding.columns().positions(), encoding);
    }

    private static int returns(int end, Encoding<?> encoding) {
        int returns = 0;
        for (int position = 0; position < end; position++) {
            returns += encoding.columns().isReturn(position) ? 1 : 0;
        }
        return returns;
    }
}
