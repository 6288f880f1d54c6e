package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Ruling.Explained;
import io.ordeal.histories.frontier.Ruling.Refuted;
import io.ordeal.histories.frontier.Ruling.Undecided;
import java.util.List;
import java.util.Optional;

/**
 * Decides a history from both sides, the cheap ways first: a narrow frontier that survives proves it valid; a stretch
 * that no state at its beginning explains proves it invalid; what is left is searched exactly.
 */
public final class Decider<S> {

    private static final int[] BEAMS = {32, 256, 2048};
    private static final int ENOUGH_ATTEMPTS = 64;

    private final Encoding<S> encoding;
    private final Meter meter;
    private final Prunings prunings;
    private final Stretches<S> stretches;
    private int reached;

    private Decider(Encoding<S> encoding, Prunings prunings, Meter meter) {
        this.encoding = encoding;
        this.prunings = prunings;
        this.meter = meter;
        this.stretches = new Stretches<>(encoding, prunings, meter);
    }

    /** Whether there is an explanation of {@code encoding}, if that can be found out before {@code meter} is spent. */
    public static Ruling decide(Encoding<?> encoding, Meter meter) {
        return decide(encoding, Prunings.ALL, meter);
    }

    static Ruling decide(Encoding<?> encoding, Prunings prunings, Meter meter) {
        return new Decider<>(encoding, prunings, meter).decide();
    }

    private Ruling decide() {
        try {
            Optional<Ruling> narrow = narrowly();
            if (narrow.isPresent()) {
                return narrow.get();
            }
            var generous = Sweep.over(encoding, Approach.generous(prunings), meter);
            if (!generous.run()) {
                return refuted(generous.position(), "generous");
            }
            var exact = Sweep.over(encoding, Approach.exact(prunings), meter);
            if (exact.run()) {
                return new Explained(exact.witness(), "exact");
            }
            reached = Math.max(reached, exact.position());
            return exact.frontier().isExact()
                    ? refuted(exact.position(), "exact")
                    : undecided("too many operations of one kind are of unknown outcome");
        } catch (SpentException spent) {
            return undecided(spent.limit());
        }
    }

    private Undecided undecided(String why) {
        return new Undecided(why, reached, meter.done());
    }

    private Optional<Ruling> narrowly() throws SpentException {
        int last = -1;
        for (int beam : BEAMS) {
            var sweep = Sweep.over(encoding, Approach.narrow(beam, prunings), meter);
            if (sweep.run()) {
                return Optional.of(new Explained(sweep.witness(), "beam " + beam));
            }
            reached = Math.max(reached, sweep.position());
            if (sweep.frontier().isExact()) {
                return Optional.of(refuted(sweep.position(), "frontier"));
            }
            if (sweep.position() > last) {
                last = sweep.position();
                if (stretches.isRefuted(last)) {
                    return Optional.of(refuted(last, "stretch"));
                }
            }
        }
        return Optional.empty();
    }

    /** It is known that there is no explanation; where the first prefix ends that has none is looked for. */
    private Ruling refuted(int position, String tier) {
        try {
            Prunings blind = prunings.withoutLookAhead();
            for (int beam : BEAMS) {
                Optional<Ruling> found = refutedBy(Approach.narrow(beam, blind), tier);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return refutedBy(Approach.exact(blind), tier).orElse(hasty(position, tier));
        } catch (SpentException spent) {
            return hasty(position, tier);
        }
    }

    private static Refuted hasty(int position, String tier) {
        return new Refuted(position, List.of(), Optional.empty(), tier);
    }

    private Optional<Ruling> refutedBy(Approach approach, String tier) throws SpentException {
        var sweep = Sweep.over(encoding, approach, meter);
        if (sweep.run()) {
            throw new IllegalStateException(
                    "the checker contradicts itself: refuted (" + tier + "), but explained by " + approach);
        }
        Optional<Excerpt> stretch = stretches.shortest(sweep.position());
        return sweep.frontier().isExact() || stretch.isPresent()
                ? Optional.of(new Refuted(sweep.position(), sweep.attempts(ENOUGH_ATTEMPTS), stretch, tier))
                : Optional.empty();
    }
}
