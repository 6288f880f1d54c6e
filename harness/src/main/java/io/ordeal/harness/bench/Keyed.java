package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Instrument.Reading;
import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.check.Decision;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the histories of many keys at a time. */
final class Keyed {

    private final Settings settings;
    private final Instrument instrument;

    Keyed(Settings settings, Instrument instrument) {
        this.settings = settings;
        this.instrument = instrument;
    }

    Result measure(Row row, int keys) {
        var specimens = new ArrayList<Specimen>();
        for (int key = 0; key < keys; key++) {
            RegisterHistories plan = row.plan(settings.seed() + key);
            Specimen.of(row, key == keys / 2 ? plan : plan.with(new Flaw.None()))
                    .ifPresent(specimens::add);
        }
        if (specimens.size() < keys) {
            return new Result.Skipped(row, "no read can be wrong for sure");
        }
        var checker = Linearizable.with(RegisterHistories.model()).within(settings.limits());
        var encodings = specimens.stream().map(Specimen::encoding).toList();
        Reading<Decision> reading = instrument.read(
                () -> checker.decideEach(encodings), first -> Verdicts.word(first.verdict()) != Verdict.UNKNOWN);
        Decision decision = reading.result();
        Verdict verdict = Verdicts.word(decision.verdict());
        worst(specimens).require(verdict, decision.tier());
        return new Result.Measured(new Measurement(
                row,
                row.total(),
                specimens.stream().mapToLong(Specimen::uncertain).sum(),
                reading.timing(),
                row.total(),
                reading.peakBytes(),
                Optional.of(new Decided(verdict, decision.tier(), Verdicts.gap(decision.verdict()))),
                Optional.empty(),
                Optional.empty()));
    }

    /** The one that is wrong, if any is. */
    private static Specimen worst(List<Specimen> specimens) {
        return specimens.stream()
                .filter(specimen -> specimen.planted().isPresent())
                .findFirst()
                .orElse(specimens.getFirst());
    }
}
