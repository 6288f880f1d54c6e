package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Encoding;
import java.util.Optional;

/**
 * Looks for a stretch that nothing before it can explain. Whatever had come about when it began, was covered by one of a
 * few configurations: some state, with every pending operation discharged and none used up. So where none of these leads
 * to its end, no explanation does, and the reader needs to know nothing of what was before.
 */
final class Stretches<S> {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 1 << 14;
    private static final int GROWTH = 2;
    private static final long WORK = 2_000_000;
    /** How many times as much it takes to compare what is counted. */
    private static final int COUNTING = 8;

    private static final long CORE_WORK = 1_000_000;
    private static final int WORK_PER_POSITION = 32;

    private final Encoding<S> encoding;
    private final Prunings prunings;
    private final Meter meter;

    Stretches(Encoding<S> encoding, Prunings prunings, Meter meter) {
        this.encoding = encoding;
        this.prunings = prunings;
        this.meter = meter;
    }

    /** Whether there is one that ends with the return at {@code end}, found with no more than so much work. */
    boolean isRefuted(int end, long limit) {
        return find(end, limit).isPresent();
    }

    /** The shortest that ends with the return at {@code end}. */
    Optional<Excerpt> shortest(int end) {
        Optional<Excerpt> found = find(end, WORK);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Excerpt best = found.get();
        int high = end;
        var excerpts = new Excerpts<>(encoding, best.start());
        while (best.start() < high) {
            int middle = (best.start() + high + 1) >>> 1;
            Optional<Excerpt> shorter = refuted(excerpts, middle, end, WORK);
            if (shorter.isPresent()) {
                best = shorter.get();
            } else {
                high = middle - 1;
            }
        }
        return Optional.of(best);
    }

    /** The one that ends first, of those that begin where one does that ends with {@code end}. */
    Optional<Excerpt> earliest(int end) {
        Optional<Excerpt> found = find(end, WORK);
        if (found.isEmpty()) {
            return found;
        }
        Excerpt best = found.get();
        int low = best.start();
        var excerpts = new Excerpts<>(encoding, low);
        while (low < best.end()) {
            int middle = (low + best.end()) >>> 1;
            Optional<Excerpt> shorter = refuted(excerpts, best.start(), middle, WORK);
            if (shorter.isPresent()) {
                best = shorter.get();
            } else {
                low = middle + 1;
            }
        }
        return Optional.of(best);
    }

    /** What is left of {@code stretch} if all is taken out that does not contribute. */
    Excerpt core(Excerpt stretch) {
        Approach generous = Approach.generous(prunings);
        return encoding.automaton().isPlain() && isRefuted(stretch, generous, WORK)
                ? stretch.core(generous, meter, CORE_WORK)
                : stretch.core(Approach.exact(prunings), meter, CORE_WORK / COUNTING);
    }

    /** One that ends with {@code end}, not much longer than it need be. */
    private Optional<Excerpt> find(int end, long limit) {
        int longest = (int) Math.min(LONGEST, limit / WORK_PER_POSITION);
        var excerpts = new Excerpts<>(encoding, Math.max(0, end - longest));
        Optional<Excerpt> found = Optional.empty();
        for (int length = SHORTEST; found.isEmpty() && length <= longest; length *= GROWTH) {
            int start = Math.max(0, end - length);
            if (start == 0 || encoding.automaton().isPlain()) {
                found = refuted(excerpts, start, end, limit);
            }
            if (start == 0) {
                break;
            }
        }
        return found;
    }

    private Optional<Excerpt> refuted(Excerpts<S> excerpts, int start, int end, long limit) {
        if (start > 0 && !encoding.automaton().isPlain()) {
            return Optional.empty();
        }
        if (encoding.automaton().isPlain()) {
            Excerpt brief = excerpts.cut(start, end, true);
            if (isRefuted(brief, Approach.generous(prunings), limit)) {
                return Optional.of(brief);
            }
            if (!brief.isSupplied()) {
                return Optional.empty();
            }
        }
        Excerpt full = excerpts.cut(start, end, false);
        return isRefuted(full, Approach.exact(prunings), limit / COUNTING) ? Optional.of(full) : Optional.empty();
    }

    private boolean isRefuted(Excerpt excerpt, Approach approach, long limit) {
        try {
            return excerpt.isRefuted(approach, meter.within(limit));
        } catch (SpentException spent) {
            return false;
        }
    }
}
