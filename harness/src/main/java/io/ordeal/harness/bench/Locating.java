package io.ordeal.harness.bench;

import io.ordeal.harness.bench.Measurement.Located;
import io.ordeal.harness.bench.Measurement.Located.Culprit;
import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Limits;
import io.ordeal.histories.check.Stretch;
import io.ordeal.histories.check.Verdict.Invalid;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.frontier.Excerpt;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is told of what is wrong with histories, and compares it with what is known to be. */
final class Locating {

    private static final int RUNS = 3;

    private final Limits limits;
    private final List<Integer> windows = new ArrayList<>();
    private final List<Integer> cores = new ArrayList<>();
    private int missing;
    private Culprit worst = Culprit.PLANTED;
    private double nanos;
    private int timed;

    Locating(Limits limits) {
        this.limits = limits;
    }

    /** @param verdict on {@code specimen}, which has something wrong */
    void add(Specimen specimen, Invalid verdict) {
        Counterexample counterexample = verdict.counterexamples().getFirst();
        Columns columns = specimen.encoding().columns();
        int position = (int) counterexample
                .culprit()
                .completion()
                .map(Completion::index)
                .orElseThrow()
                .longValue();
        Culprit culprit = compared(
                columns, columns.operationAt(position), specimen.planted().orElseThrow());
        worst = culprit.compareTo(worst) > 0 ? culprit : worst;
        counterexample.stretch().ifPresentOrElse(this::add, () -> missing++);
        nanos += time(specimen, position);
        timed++;
    }

    private void add(Stretch stretch) {
        windows.add((int) (stretch.to() - stretch.from() + 1));
        cores.add((int)
                stretch.core().stream().filter(Invocation.class::isInstance).count());
    }

    private static Culprit compared(Columns columns, int culprit, int planted) {
        if (culprit == planted) {
            return Culprit.PLANTED;
        }
        return columns.invoked(culprit) < columns.returned(planted)
                        && columns.invoked(planted) < columns.returned(culprit)
                ? Culprit.OVERLAPS
                : Culprit.ELSEWHERE;
    }

    /** The best of a few. */
    private double time(Specimen specimen, int position) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long start = limits.nanoClock().getAsLong();
            Excerpt.shortest(
                    specimen.encoding(), position, Meter.start(limits.time(), limits.bytes(), limits.nanoClock()));
            best = Math.min(best, limits.nanoClock().getAsLong() - start);
        }
        return best;
    }

    /** Empty where there was nothing. */
    Optional<Located> located() {
        return timed == 0 ? Optional.empty() : Optional.of(new Located(windows, cores, missing, worst, nanos / timed));
    }
}
