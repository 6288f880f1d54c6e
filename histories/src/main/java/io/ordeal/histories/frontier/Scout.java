package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Encoding;
import java.util.List;
import java.util.Optional;

/**
 * Goes through a history with as little as will do: few configurations, and operations of unknown outcome only in need.
 * Where it gets lost, it goes back a little and looks more widely, the further and the wider the more often it gets lost
 * there. It comes through only with an explanation; where it does not, a {@linkplain Stretches stretch} may tell why.
 */
final class Scout {

    private static final int NOTE_EVERY = 512;
    private static final int NOTES = 64;
    private static final int RELIEF = 2048;
    private static final int FEW = 16;
    private static final int SOME = 64;
    private static final int MANY = 512;
    private static final int MOST = 4096;
    private static final int[] BEYOND = {0, 32, 256};
    private static final long WORK = 20_000;

    private final List<Approach> ways;
    private final Stretches<?> stretches;
    private final Sweep sweep;
    private int lostAt = -1;
    private int timesLost;
    private int nextNote;

    Scout(Encoding<?> encoding, Prunings prunings, Stretches<?> stretches, Meter meter) throws SpentException {
        this.ways = ways(prunings);
        this.stretches = stretches;
        this.sweep = Sweep.over(encoding, ways.getFirst(), meter);
    }

    /** Looking ahead helps, but may shut out what leads further for now. */
    private static List<Approach> ways(Prunings prunings) {
        Prunings blind = prunings.withoutLookAhead();
        return List.of(
                Approach.narrow(FEW, true, prunings),
                Approach.narrow(SOME, false, prunings),
                Approach.narrow(SOME, false, blind),
                Approach.narrow(MANY, false, prunings),
                Approach.narrow(MANY, false, blind),
                Approach.narrow(MOST, false, prunings),
                Approach.narrow(MOST, false, blind));
    }

    /** How it ended. */
    enum End {
        /** There is an explanation of everything. */
        THROUGH,
        /** There is none. */
        REFUTED,
        /** Nobody knows. */
        LOST
    }

    /** Goes as far as it gets; to be called again when there is more. */
    End run() throws SpentException {
        while (!sweep.isOver()) {
            if (sweep.position() >= nextNote) {
                sweep.note(NOTES);
                nextNote = sweep.position() + NOTE_EVERY;
                relax();
            }
            if (sweep.runTo(nextNote)) {
                continue;
            }
            if (sweep.frontier().isExact() || isRefuted()) {
                return End.REFUTED;
            } else if (!goBack()) {
                return End.LOST;
            }
        }
        return End.THROUGH;
    }

    /** Who looks ahead gives up before others see why. */
    private boolean isRefuted() {
        int times = sweep.position() > lostAt ? 0 : timesLost;
        for (int beyond : BEYOND) {
            int end = Math.min(sweep.position() + beyond, sweep.end() - 1);
            if (stretches.isRefuted(end, WORK << (2 * times))) {
                return true;
            }
        }
        return false;
    }

    private void relax() {
        if (timesLost > 0 && sweep.position() > lostAt + RELIEF) {
            timesLost = 0;
            sweep.use(ways.getFirst());
        }
    }

    private boolean goBack() {
        if (sweep.position() > lostAt) {
            lostAt = sweep.position();
        }
        timesLost++;
        if (timesLost == ways.size()) {
            return false;
        }
        sweep.use(ways.get(timesLost));
        boolean back = sweep.goBack(lostAt - ((NOTE_EVERY / 2) << timesLost));
        nextNote = sweep.position() + NOTE_EVERY;
        return back;
    }

    /**
     * After a refutation: the first return whose prefix cannot be explained, with attempts at it, if it can be told from
     * nearby. Having come there proves that everything before it can be explained, and a stretch proves that it cannot.
     * Who looks ahead may give up too early for that, so the last bit is gone again without.
     */
    Optional<Ruling.Refuted> findFirst(String tier, int enoughAttempts) throws SpentException {
        Optional<Excerpt> here = stretches.shortest(sweep.position());
        if (here.isPresent()) {
            return Optional.of(refuted(here, tier, enoughAttempts));
        }
        int refutedAt = sweep.position();
        for (int way = 2; way < ways.size(); way += 2) {
            sweep.use(ways.get(way));
            if (!sweep.goBack(refutedAt - (NOTE_EVERY << way)) || sweep.run()) {
                return Optional.empty();
            }
            Optional<Excerpt> stretch = stretches.shortest(sweep.position());
            if (stretch.isPresent()) {
                return Optional.of(refuted(stretch, tier, enoughAttempts));
            }
        }
        return Optional.empty();
    }

    private Ruling.Refuted refuted(Optional<Excerpt> stretch, String tier, int enoughAttempts) {
        return new Ruling.Refuted(
                sweep.position(), sweep.attempts(enoughAttempts), stretch, stretch.map(stretches::core), tier);
    }

    int position() {
        return sweep.position();
    }

    int[] witness() throws SpentException {
        return sweep.witness();
    }
}
