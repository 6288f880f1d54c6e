package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Instrument.Reading;
import io.ordeal.harness.bench.Measurement.Decided;
import io.ordeal.harness.judge.Verdict;
import io.ordeal.histories.check.Decision;
import io.ordeal.histories.check.Verdict.Invalid;
import io.ordeal.histories.encode.Encoding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks one history after the other. */
final class OneByOne {

    private static final int SEEDS_PER_HISTORY = 10;
    private static final int MANY = 10_000;

    private final Settings settings;
    private final Instrument instrument;
    private final Function<Encoding<Optional<Object>>, Decision> checker;

    OneByOne(Settings settings, Instrument instrument, Function<Encoding<Optional<Object>>, Decision> checker) {
        this.settings = settings;
        this.instrument = instrument;
        this.checker = checker;
    }

    Result measure(Row row, int histories) {
        List<Specimen> specimens = specimens(row, histories);
        if (specimens.isEmpty()) {
            return new Result.Skipped(row, "no read can be wrong for sure");
        }
        Reading<List<Decision>> reading = instrument.read(
                () -> decisions(specimens),
                first -> first.stream().noneMatch(decision -> word(decision) == Verdict.UNKNOWN));
        return new Result.Measured(
                measurement(row, specimens.subList(0, reading.result().size()), reading));
    }

    private List<Specimen> specimens(Row row, int histories) {
        var specimens = new ArrayList<Specimen>();
        int seeds = row.operations() <= MANY ? SEEDS_PER_HISTORY * histories : histories;
        for (int i = 0; i < seeds && specimens.size() < histories; i++) {
            Specimen.of(row, row.plan(settings.seed() + i)).ifPresent(specimens::add);
        }
        return specimens;
    }

    /** Of each, up to the first that is not decided. */
    private List<Decision> decisions(List<Specimen> specimens) {
        var decisions = new ArrayList<Decision>();
        for (Specimen specimen : specimens) {
            try {
                Decision decision = checker.apply(specimen.encoding());
                decisions.add(decision);
                if (word(decision) == Verdict.UNKNOWN) {
                    break;
                }
            } catch (RuntimeException broken) {
                throw new IllegalStateException(specimen.row().name() + ", seed " + specimen.seed(), broken);
            }
        }
        return decisions;
    }

    private Measurement measurement(Row row, List<Specimen> specimens, Reading<List<Decision>> reading) {
        var tiers = new TreeSet<String>();
        var locating = new Locating(settings.limits());
        var words = EnumSet.noneOf(Verdict.class);
        Optional<String> gap = Optional.empty();
        for (int i = 0; i < specimens.size(); i++) {
            Specimen specimen = specimens.get(i);
            Decision decision = reading.result().get(i);
            specimen.require(word(decision), decision.tier());
            if (decision.verdict() instanceof Invalid invalid) {
                locating.add(specimen, invalid);
            }
            gap = gap.or(() -> Verdicts.gap(decision.verdict()).map(why -> "seed " + specimen.seed() + ": " + why));
            tiers.add(decision.tier());
            words.add(word(decision));
        }
        Verdict verdict = words.contains(Verdict.UNKNOWN)
                ? Verdict.UNKNOWN
                : words.iterator().next();
        return new Measurement(
                row,
                specimens.stream()
                        .mapToLong(it -> it.encoding().columns().size())
                        .sum(),
                specimens.stream().mapToLong(Specimen::uncertain).sum(),
                reading.timing().over(specimens.size()),
                row.operations(),
                reading.peakBytes() / specimens.size(),
                Optional.of(new Decided(verdict, String.join(",", tiers), gap)),
                locating.located(),
                Optional.empty());
    }

    private static Verdict word(Decision decision) {
        return Verdicts.word(decision.verdict());
    }
}
