package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Meter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A candidate, and what was found out about it so far. */
final class Case<S> {

    private final Candidate<S> candidate;
    private final Bench<S> bench;
    /** Once it is ready, and as long as it is undecided. */
    private @Nullable Part<S> part;

    private Decision decision;
    private Duration time = Duration.ZERO;
    private long bytes;

    Case(Candidate<S> candidate, Bench<S> bench) {
        this.candidate = candidate;
        this.bench = bench;
        this.decision = undecided("its turn did not come");
    }

    Candidate<S> candidate() {
        return candidate;
    }

    Decision decision() {
        return decision;
    }

    boolean isUndecided() {
        return decision.verdict() instanceof Verdict.Unknown;
    }

    /** Whether it could be tried once more, with more than before of what it had too little of. */
    boolean hadLessThan(Duration moreTime, long moreBytes) {
        return time.compareTo(moreTime) < 0 || (moreBytes > bytes && !moreTime.isZero());
    }

    /** Decides it, if {@code time} and {@code bytes} are enough for that, with so many threads. */
    Decision decide(Duration time, long bytes, int threads) {
        this.time = time;
        this.bytes = bytes;
        Meter meter = bench.meter(time, bytes - candidate.bytes(), threads);
        try {
            part = part == null ? candidate.part(() -> hurry(meter)) : part;
            decision = bench.decide(part, meter);
        } catch (LateException _) {
            decision = undecided("no time left: the limit is " + time.toMillis() + " ms");
        } catch (OutOfMemoryError _) {
            decision = undecided("no memory left: the heap is full");
        }
        if (!isUndecided()) {
            part = null;
        }
        return decision;
    }

    private static void hurry(Meter meter) {
        if (!meter.lasts()) {
            throw new LateException();
        }
    }

    private Decision undecided(String why) {
        var gap = new Gap(candidate.key(), why, 0, candidate.succeeded(), 0);
        return new Decision(new Verdict.Unknown(List.of(gap), List.of()), Decision.NOBODY);
    }
}
