package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.encode.Numbers;
import java.util.BitSet;

/**
 * Takes out of a stretch that cannot be explained whatever does not contribute to that. Nothing is taken out that would
 * make it harder to explain: an operation that changes nothing may go, any other may only cease to be owed, so that it
 * may take effect or not; and then it may go if nobody in the stretch needs the state to which it leads. So what is left
 * cannot be explained for the same reason as the whole.
 *
 * <p>Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE 28(2), 2002.
 */
final class Core<S> {

    /** Which part of what is left one attempt may take. */
    private static final int SHARE = 16;

    private final Encoding<S> whole;
    private final Columns columns;
    private final Excerpt excerpt;
    private final Approach approach;
    private final Meter meter;
    private long left;

    /** @param limit how much work there may be in all */
    Core(Encoding<S> part, Excerpt excerpt, Approach approach, Meter meter, long limit) {
        this.whole = part;
        this.columns = part.columns();
        this.excerpt = excerpt;
        this.approach = approach;
        this.meter = meter;
        this.left = limit;
    }

    /** The least that was found before the limit was reached. */
    Excerpt find() {
        var owed = new BitSet();
        for (int operation = 0; operation < columns.size(); operation++) {
            owed.set(operation, columns.isCertain(operation));
        }
        Excerpt best = excerpt;
        for (int chunk = Math.max(1, owed.cardinality() / 2); chunk > 0; chunk /= 2) {
            boolean shrunk = true;
            while (shrunk) {
                shrunk = false;
                for (int first = owed.nextSetBit(0); first >= 0 && left > 0 && meter.lasts(); ) {
                    BitSet fewer = without(owed, first, chunk);
                    int next = owed.nextSetBit(endOf(owed, first, chunk));
                    Excerpt candidate = relaxed(fewer);
                    if (isRefuted(candidate)) {
                        owed = fewer;
                        best = candidate;
                        shrunk = chunk == 1;
                    }
                    first = next;
                }
            }
        }
        return best;
    }

    private static int endOf(BitSet owed, int first, int chunk) {
        int end = first;
        for (int i = 0; i < chunk && end >= 0; i++) {
            end = owed.nextSetBit(end + 1);
        }
        return end < 0 ? owed.length() : end;
    }

    private static BitSet without(BitSet owed, int first, int chunk) {
        var fewer = (BitSet) owed.clone();
        fewer.clear(first, endOf(owed, first, chunk));
        return fewer;
    }

    private boolean isRefuted(Excerpt candidate) {
        long before = meter.done();
        try {
            return candidate.isRefuted(approach, meter, left / SHARE);
        } catch (SpentException spent) {
            return false;
        } finally {
            left -= meter.done() - before + candidate.part().columns().size();
        }
    }

    /** The stretch with only {@code owed} to be placed. */
    private Excerpt relaxed(BitSet owed) {
        BitSet kept = useful(owed);
        var kindred = new Kindred<>(whole.automaton());
        var part = new Columns();
        var numbers = new Numbers();
        var origins = new Numbers();
        int[] renumbered = new int[columns.size()];
        int lead = 0;
        for (int position = 0; position < columns.positions(); position++) {
            int operation = columns.operationAt(position);
            if (columns.isReturn(position)) {
                if (owed.get(operation)) {
                    part.complete(renumbered[operation]);
                }
            } else if (kept.get(operation)) {
                renumbered[operation] = part.invoke(kindred.kind(columns.kind(operation)));
                numbers.add(excerpt.numbers()[operation]);
                origins.add(operation);
                lead += position < excerpt.lead() ? 1 : 0;
            }
        }
        int[] origin = origins.toArray();
        return new Excerpt(
                excerpt.start(),
                excerpt.end(),
                new Encoding<>(
                        kindred.automaton(), part, number -> whole.origin().apply(origin[number])),
                lead,
                numbers.toArray());
    }

    /** What is owed, and what may help. */
    private BitSet useful(BitSet owed) {
        var kept = (BitSet) owed.clone();
        var needed = new BitSet();
        owed.stream().forEach(operation -> need(operation, needed));
        for (int before = -1; before != kept.cardinality(); ) {
            before = kept.cardinality();
            for (int operation = 0; operation < columns.size(); operation++) {
                int kind = columns.kind(operation);
                if (!kept.get(operation)
                        && whole.automaton().changes(kind)
                        && (!whole.automaton().isPlain()
                                || needed.get(whole.automaton().to(kind)))) {
                    kept.set(operation);
                    need(operation, needed);
                }
            }
        }
        return kept;
    }

    private void need(int operation, BitSet needed) {
        int from = whole.automaton().from(columns.kind(operation));
        if (from != Automaton.NONE) {
            needed.set(from);
        }
    }
}
