package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Ruling.Explained;
import io.ordeal.histories.frontier.Ruling.Refuted;
import io.ordeal.histories.frontier.Ruling.Undecided;
import java.util.List;
import java.util.Optional;

/**
 * Decides a history from both sides, the cheap ways first: a theorem, where one applies; a narrow frontier that survives proves it valid; a stretch
 * that no state at its beginning explains proves it invalid; what is left is searched exactly.
 */
public final class Decider<S> {

    private static final int ENOUGH_ATTEMPTS = 64;
    private static final int SHORTEST_LEG = 1 << 18;

    private final Encoding<S> encoding;
    private final Meter meter;
    private final Prunings prunings;
    private final Stretches<S> stretches;
    private final int shortestLeg;
    private int reached;

    private Decider(Encoding<S> encoding, Prunings prunings, int shortestLeg, Meter meter) {
        this.encoding = encoding;
        this.prunings = prunings;
        this.shortestLeg = shortestLeg;
        this.meter = meter;
        this.stretches = new Stretches<>(encoding, prunings, meter);
    }

    /** Whether there is an explanation of {@code encoding}, if that can be found out before {@code meter} is spent. */
    public static Ruling decide(Encoding<?> encoding, Meter meter) {
        return decide(encoding, Prunings.ALL, SHORTEST_LEG, meter);
    }

    /** @param shortestLeg how many positions are worth another thread */
    static Ruling decide(Encoding<?> encoding, Prunings prunings, int shortestLeg, Meter meter) {
        return new Decider<>(encoding, prunings, shortestLeg, meter).decide();
    }

    private Ruling decide() {
        try {
            Optional<Ruling> shortcut = new Shortcut<>(encoding, stretches, meter).take();
            if (shortcut.isPresent()) {
                return shortcut.get();
            }
            var scout = new Scout(encoding, prunings, stretches, meter);
            Scout.End end;
            try (var relay = new Relay(scout, shortestLeg, meter)) {
                end = relay.run();
                if (end == Scout.End.THROUGH) {
                    return new Explained(relay.witness(), relay.isRelayed() ? "relay" : "scout");
                }
            } finally {
                reached = scout.position();
            }
            return switch (end) {
                case THROUGH -> throw new IllegalStateException("through");
                case REFUTED -> {
                    Optional<Refuted> found = scout.findFirst(stretches, "scout");
                    yield found.isPresent() ? found.get() : refuted(reached, "scout");
                }
                case LOST -> thoroughly();
            };
        } catch (SpentException spent) {
            return undecided(spent.limit());
        }
    }

    private Undecided undecided(String why) {
        return new Undecided(why, reached, meter.done());
    }

    private Ruling thoroughly() throws SpentException {
        if (encoding.automaton().isPlain()) {
            var generous = Sweep.over(encoding, Approach.generous(prunings), meter);
            if (!generous.run()) {
                return refuted(generous.position(), "generous");
            }
        }
        var exact = Sweep.over(encoding, Approach.exact(prunings), meter);
        if (exact.run()) {
            return new Explained(exact.witness(), "exact");
        }
        reached = Math.max(reached, exact.position());
        return exact.frontier().isExact()
                ? refuted(exact.position(), "exact")
                : undecided("too many operations of one kind are of unknown outcome");
    }

    /** It is known that there is no explanation; where the first prefix ends that has none is looked for. */
    private Ruling refuted(int position, String tier) {
        try {
            var sweep = Sweep.over(encoding, Approach.exact(prunings.withoutLookAhead()), meter);
            if (sweep.run()) {
                throw new IllegalStateException(
                        "the checker contradicts itself: there is an explanation, and there is none: " + tier);
            }
            if (sweep.frontier().isExact()) {
                return stretches.refuted(
                        sweep.position(), sweep.attempts(ENOUGH_ATTEMPTS), stretches.shortest(sweep.position()), tier);
            }
            return new Refuted(position, List.of(), Optional.empty(), Optional.empty(), tier);
        } catch (SpentException spent) {
            return new Refuted(position, List.of(), Optional.empty(), Optional.empty(), tier);
        }
    }
}
