package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Instrument.Reading;
import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.harness.bench.Measurement.Other;
import io.ordeal.histories.check.Algorithm;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.check.Verdict.Unknown;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.op.History;
import java.time.Duration;
import java.util.Optional;

/** Checks the same events in two ways. */
final class Comparison {

    /** How long Porcupine's search may take, if no less is allowed anyway: what takes it long, often takes it for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Settings settings;
    private final Instrument instrument;

    Comparison(Settings settings, Instrument instrument) {
        this.settings = settings;
        this.instrument = instrument;
    }

    Result measure(Row row) {
        RegisterHistories plan = row.plan(settings.seed());
        Optional<Specimen> specimen = Specimen.of(row, plan);
        if (specimen.isEmpty()) {
            return new Result.Skipped(row, "no read can be wrong for sure");
        }
        History history = History.of(plan.events().toList());
        Reading<Verdict> ours = reading(history, Algorithm.FRONTIER, settings.limits());
        Decided decided = decided(specimen.get(), ours, "the frontier");
        Limits limits = settings.limits().withTime(shorter(settings.limits().time(), PATIENCE));
        Reading<Verdict> theirs = reading(history, Algorithm.PORCUPINE, limits);
        Decided other = decided(specimen.get(), theirs, "Porcupine's search");
        return new Result.Measured(new Measurement(
                row,
                row.operations(),
                specimen.get().uncertain(),
                ours.timing(),
                row.operations(),
                ours.peakBytes(),
                Optional.of(decided),
                Optional.empty(),
                Optional.of(new Other(other.verdict(), theirs.timing()))));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Decided decided(Specimen specimen, Reading<Verdict> reading, String who) {
        var verdict = Verdicts.word(reading.result());
        specimen.require(verdict, who);
        return new Decided(verdict, "", Verdicts.gap(reading.result()));
    }

    private Reading<Verdict> reading(History history, Algorithm algorithm, Limits limits) {
        var checker =
                Linearizable.with(RegisterHistories.model()).within(limits).by(algorithm);
        return instrument.read(() -> checker.check(history), verdict -> !(verdict instanceof Unknown));
    }
}
