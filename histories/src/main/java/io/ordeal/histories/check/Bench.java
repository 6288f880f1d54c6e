package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Meter;
import java.time.Duration;

/** Has parts decided by those who know how to search. */
record Bench<S>(Linearizable<S> checker) {

    private static final int HALF = 2;

    /**
     * @param bytes what is left of the memory
     * @param threads how many there are
     */
    Meter meter(Duration time, long bytes, int threads) {
        Meter meter =
                Meter.start(time, checker.limits().bytes(), checker.limits().nanoClock());
        meter.claims(checker.limits().bytes() - bytes);
        return meter.among(threads);
    }

    Decision decide(Part<S> part, Meter meter) {
        return switch (checker.algorithm()) {
            case FRONTIER -> {
                Decision decision = new ByFrontier<S>(meter).decide(part);
                boolean gaveUp = decision.verdict() instanceof Verdict.Unknown && meter.lasts() && meter.left() > 0;
                yield gaveUp ? either(decision, byPorcupine(part, meter)) : decision;
            }
            case PORCUPINE -> byPorcupine(part, meter);
            case COMPETITION -> {
                Meter half = meter(meter.timeLeft().dividedBy(HALF), meter.left(), meter.threads());
                yield agreed(part, new ByFrontier<S>(half).decide(part), byPorcupine(part, meter));
            }
        };
    }

    private Decision byPorcupine(Part<S> part, Meter meter) {
        Verdict verdict = new ByPorcupine<>(checker.model(), checker.limits(), meter).verdict(part);
        return new Decision(verdict, verdict instanceof Verdict.Unknown ? Decision.NOBODY : "porcupine");
    }

    /** What the first says, unless it does not know. */
    private static Decision either(Decision first, Decision second) {
        return first.verdict() instanceof Verdict.Unknown && !(second.verdict() instanceof Verdict.Unknown)
                ? second
                : first;
    }

    /** What the first says, unless only the other one has a verdict. */
    private Decision agreed(Part<S> part, Decision first, Decision second) {
        if (first.verdict() instanceof Verdict.Unknown) {
            return second;
        }
        Class<?> one = first.verdict().getClass();
        Class<?> other = second.verdict().getClass();
        if (!(second.verdict() instanceof Verdict.Unknown) && one != other) {
            throw new IllegalStateException("the checkers contradict each other"
                    + part.key().map(key -> " on " + key).orElse("") + ": one says " + one.getSimpleName()
                    + ", Porcupine's search " + other.getSimpleName() + "; one of them has a defect, trust neither");
        }
        return first;
    }
}
