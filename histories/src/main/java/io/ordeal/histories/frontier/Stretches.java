package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Ruling.Refuted;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private static final long FIRST_EFFORT = 1 << 11;
    private static final long EFFORT_GROWTH = 8;
    private static final long CORE_WORK = 1_000_000;
    private static final int WORK_PER_POSITION = 32;
    private static final int QUICK_WORK_PER_POSITION = 8;
    private static final long THOROUGH_EFFORT = 1 << 13;
    private static final Set<Proof> QUICK = EnumSet.range(Proof.GLANCE, Proof.LOOK);
    private static final Set<Proof> THOROUGH = EnumSet.range(Proof.SWEEP, Proof.EXACT);

    private final Encoding<S> encoding;
    private final Prunings prunings;
    private final Meter meter;
    private final Unreturned unreturned;

    Stretches(Encoding<S> encoding, Prunings prunings, Meter meter) {
        this.encoding = encoding;
        this.prunings = prunings;
        this.meter = meter;
        this.unreturned = new Unreturned(encoding.columns());
    }

    /** A stretch that cannot be explained, and how that was found out with how much work at most. */
    record Find(Excerpt excerpt, Proof proof, long effort) {}

    /** How a stretch is refuted. */
    private enum Proof {
        /** Without counting, and telling one state only from the others. */
        GLANCE,
        /** Telling one state only from the others. */
        LOOK,
        /** Without counting. */
        SWEEP,
        EXACT;

        boolean counts() {
            return this == LOOK || this == EXACT;
        }

        boolean projects() {
            return this == GLANCE || this == LOOK;
        }
    }

    /** One that ends with the return at {@code end}, found with no more than so much work a try. */
    Optional<Find> find(int end, long limit) {
        long longest = Math.min(LONGEST, limit / QUICK_WORK_PER_POSITION);
        var excerpts = excerpts((int) Math.max(0, end - longest), end);
        for (long effort = Math.min(limit, FIRST_EFFORT); ; effort = Math.min(limit, effort * EFFORT_GROWTH)) {
            Optional<Find> found = find(excerpts, end, effort / QUICK_WORK_PER_POSITION, QUICK, effort);
            if (found.isEmpty() && effort >= THOROUGH_EFFORT) {
                found = find(excerpts, end, effort / WORK_PER_POSITION, THOROUGH, effort / EFFORT_GROWTH);
            }
            if (found.isPresent() || effort == limit) {
                return found;
            }
        }
    }

    /** Of what never returns no stretch of a plain automaton needs more of a kind than has to be placed in it, and one. */
    private Excerpts<S> excerpts(int start, int end) {
        int most = encoding.automaton().isPlain() ? end - start + 1 : Integer.MAX_VALUE;
        return new Excerpts<>(encoding, start, unreturned.at(start, most));
    }

    private Optional<Find> find(Excerpts<S> excerpts, int end, long longest, Set<Proof> proofs, long effort) {
        Optional<Find> found = Optional.empty();
        int start = end;
        for (int length = SHORTEST;
                found.isEmpty() && start > 0 && length <= Math.min(longest, LONGEST);
                length *= GROWTH) {
            start = Math.max(0, end - length);
            found = refuted(excerpts, start, end, proofs, effort);
        }
        return found;
    }

    /** The shortest that ends where {@code found} does, of those that are no harder to refute. */
    Find shortest(Find found) {
        Find best = found;
        int end = found.excerpt().end();
        int high = end;
        var excerpts = excerpts(found.excerpt().start(), end);
        while (best.excerpt().start() < high) {
            int middle = (best.excerpt().start() + high + 1) >>> 1;
            Optional<Find> shorter =
                    refuted(excerpts, middle, end, EnumSet.range(Proof.GLANCE, found.proof()), found.effort());
            if (shorter.isPresent()) {
                best = shorter.get();
            } else {
                high = middle - 1;
            }
        }
        return best;
    }

    /** The shortest that ends with the return at {@code end}. */
    Optional<Find> shortest(int end) {
        return find(end, WORK).map(this::shortest);
    }

    /** The one that ends first, of those that begin where one does that ends with {@code end}. */
    Optional<Find> earliest(int end) {
        Optional<Find> found = find(end, WORK);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Find best = found.get();
        int start = best.excerpt().start();
        int low = start;
        var excerpts = excerpts(low, best.excerpt().end());
        while (low < best.excerpt().end()) {
            int middle = (low + best.excerpt().end()) >>> 1;
            Optional<Find> shorter = refuted(excerpts, start, middle, EnumSet.allOf(Proof.class), WORK);
            if (shorter.isPresent()) {
                best = shorter.get();
            } else {
                low = middle + 1;
            }
        }
        return Optional.of(best);
    }

    /** What is to be said where the return at {@code position} cannot be explained, and {@code found} shows it. */
    Refuted refuted(int position, List<int[]> attempts, Optional<Find> found, String tier) {
        return new Refuted(position, attempts, found.map(Find::excerpt), found.map(this::core), tier);
    }

    /** What is left of a stretch if all is taken out that does not contribute. */
    private Excerpt core(Find found) {
        Excerpt core = core(found.excerpt(), found.proof());
        if (found.proof().projects()
                && refuted(found.excerpt(), Proof.SWEEP, found.effort()).isPresent()) {
            Excerpt other = core(found.excerpt(), Proof.SWEEP);
            return other.numbers().length < core.numbers().length ? other : core;
        }
        return core;
    }

    private Excerpt core(Excerpt excerpt, Proof proof) {
        Excerpt seen = proof.projects() ? projected(excerpt).orElseThrow() : excerpt;
        return seen.core(approach(proof), meter, CORE_WORK).of(encoding);
    }

    private Approach approach(Proof proof) {
        return proof.counts() ? Approach.exact(prunings) : Approach.generous(prunings);
    }

    private Optional<Find> refuted(Excerpts<S> excerpts, int start, int end, Set<Proof> proofs, long limit) {
        boolean plain = encoding.automaton().isPlain();
        if (!plain && start > 0) {
            return Optional.empty();
        }
        Excerpt brief = excerpts.cut(start, end, plain);
        for (Proof proof : proofs) {
            boolean counts = proof.counts() && (!plain || brief.isSupplied());
            if (plain ? counts || !proof.counts() : proof == Proof.EXACT) {
                Optional<Find> found = refuted(counts && plain ? excerpts.cut(start, end, false) : brief, proof, limit);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Find> refuted(Excerpt excerpt, Proof proof, long limit) {
        try {
            Optional<Excerpt> seen = proof.projects() ? projected(excerpt) : Optional.of(excerpt);
            return seen.isPresent() && seen.get().isRefuted(approach(proof), meter, limit)
                    ? Optional.of(new Find(excerpt, proof, limit))
                    : Optional.empty();
        } catch (SpentException spent) {
            return Optional.empty();
        }
    }

    /** As seen by somebody who cares for what the last operation to return needs. */
    private Optional<Excerpt> projected(Excerpt excerpt) {
        Columns columns = excerpt.part().columns();
        int last = columns.positions() - 1;
        while (last >= 0 && !columns.isReturn(last)) {
            last--;
        }
        int state =
                last < 0 ? Automaton.NONE : excerpt.part().automaton().from(columns.kind(columns.operationAt(last)));
        return state == Automaton.NONE ? Optional.empty() : Optional.of(Projection.of(excerpt, state));
    }
}
