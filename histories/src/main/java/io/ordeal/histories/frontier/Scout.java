package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Ruling.Refuted;
import io.ordeal.histories.frontier.Stretches.Find;
import java.util.List;
import java.util.Optional;

/**
 * Goes through a history with as little as will do: few configurations, and operations of unknown outcome only in need.
 * Where it gets lost, it goes back a little and looks more widely, the further and the wider the more often it gets lost
 * there. It comes through only with an explanation; where it does not, a {@linkplain Stretches stretch} may tell why.
 */
final class Scout {

    private static final int NOTE_EVERY = 256;
    private static final int NOTES = 128;
    private static final int RELIEF = 64;
    private static final int ENOUGH_ATTEMPTS = 64;

    private final List<Way> ways;
    /** None where it does not matter why it is lost. */
    private final Optional<Stretches<?>> stretches;

    private final Sweep sweep;
    private int lostAt = -1;
    private int timesLost;
    private int nextNote;
    private Optional<Find> found = Optional.empty();

    /**
     * How to go on.
     *
     * @param back how far to go back before
     * @param effort what it may take to find out why it is lost, for each try
     */
    private record Way(Approach approach, int back, long effort) {}

    Scout(Encoding<?> encoding, Prunings prunings, Stretches<?> stretches, Meter meter) throws SpentException {
        this.ways = ways(prunings);
        this.stretches = Optional.of(stretches);
        this.sweep = Sweep.over(encoding, ways.getFirst().approach(), meter);
    }

    private Scout(List<Way> ways, Sweep sweep) {
        this.ways = ways;
        this.stretches = Optional.empty();
        this.sweep = sweep;
    }

    /** One who begins at {@code start}, wherever he may be there. */
    Scout ahead(int start, Meter meter) throws SpentException {
        return new Scout(ways, sweep.ahead(start, ways.getFirst().approach(), meter));
    }

    /** Looking ahead helps, but may shut out what leads further for now, and hides where exactly there is no way on. */
    private static List<Way> ways(Prunings prunings) {
        Prunings blind = prunings.withoutLookAhead();
        return List.of(
                new Way(Approach.narrow(4, true, prunings), 0, 1 << 8),
                new Way(Approach.narrow(16, true, blind), 64, 1 << 13),
                new Way(Approach.narrow(64, false, prunings), 256, 1 << 10),
                new Way(Approach.narrow(64, false, blind), 256, 1 << 15),
                new Way(Approach.counting(64, prunings), 512, 1 << 10),
                new Way(Approach.counting(64, blind), 512, 1 << 17),
                new Way(Approach.counting(512, prunings), 2048, 1 << 10),
                new Way(Approach.counting(512, blind), 2048, 1 << 19),
                new Way(Approach.counting(4096, prunings), 16384, 1 << 10),
                new Way(Approach.counting(4096, blind), 16384, 1 << 21));
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

    /** Goes to the end, or as far as it gets. */
    End run() throws SpentException {
        return runTo(sweep.end());
    }

    /** The same, but stops at {@code end}, or after it where it is lost. */
    End runTo(int end) throws SpentException {
        while (sweep.position() < end) {
            if (timesLost > 0 && sweep.position() > lostAt + RELIEF) {
                timesLost = 0;
                sweep.use(ways.getFirst().approach());
            }
            if (sweep.position() >= nextNote) {
                sweep.note(NOTES);
                nextNote = sweep.position() + NOTE_EVERY;
            }
            int stop = Math.min(end, timesLost == 0 ? nextNote : Math.min(nextNote, lostAt + RELIEF + 1));
            if (sweep.runTo(stop)) {
                continue;
            }
            if (isRefuted()) {
                return End.REFUTED;
            } else if (!goBack()) {
                return End.LOST;
            }
        }
        return End.THROUGH;
    }

    private boolean isRefuted() throws SpentException {
        if (stretches.isEmpty()) {
            return false;
        }
        found = stretches.get().find(sweep.position(), ways.get(timesLost).effort());
        return found.isPresent() || sweep.frontier().isExact();
    }

    private boolean goBack() {
        lostAt = Math.max(lostAt, sweep.position());
        timesLost++;
        if (timesLost == ways.size()) {
            return false;
        }
        Way way = ways.get(timesLost);
        sweep.use(way.approach());
        boolean back = sweep.goBack(lostAt - way.back());
        nextNote = sweep.position() + NOTE_EVERY;
        return back;
    }

    /**
     * After a refutation: the first return whose prefix cannot be explained, with attempts at it, if it can be told from
     * nearby. Having come there proves that everything before it can be explained, and a stretch proves that it cannot.
     * Who looks ahead may give up too early for that, so the last bit is gone again without.
     */
    Optional<Refuted> findFirst(Stretches<?> where, String tier) throws SpentException {
        if (found.isPresent()) {
            return Optional.of(refuted(where, found.map(where::shortest), tier));
        }
        int refutedAt = sweep.position();
        for (int way = 1; way < ways.size(); way += 2) {
            sweep.use(ways.get(way).approach());
            if (!sweep.goBack(refutedAt - ways.get(way).back()) || sweep.run()) {
                return Optional.empty();
            }
            Optional<Find> shortest = where.shortest(sweep.position());
            if (shortest.isPresent()) {
                return Optional.of(refuted(where, shortest, tier));
            }
        }
        return Optional.empty();
    }

    private Refuted refuted(Stretches<?> where, Optional<Find> shortest, String tier) {
        return where.refuted(sweep.position(), sweep.attempts(ENOUGH_ATTEMPTS), shortest, tier);
    }

    int position() {
        return sweep.position();
    }

    Sweep sweep() {
        return sweep;
    }
}
