package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Approach.Crashes;
import java.util.BitSet;
import java.util.Optional;

/**
 * A stretch of a history by itself: what returns in it, and what may take effect in it. Operations that return only
 * later may take effect, or not, as far as it tells.
 *
 * @param start the position in the whole history where it begins
 * @param end the position of its last event
 * @param part the stretch as a history of its own
 * @param lead how many positions there are before it begins: invocations only
 * @param numbers which operation of the whole history each is
 */
public record Excerpt(int start, int end, Encoding<?> part, int lead, int[] numbers) {

    /** So many configurations are enough to see quickly that an explanation exists, where one is easy to find. */
    private static final int FEW = 8;

    /**
     * The shortest stretch that ends with the return at {@code end} and that nothing before it can explain.
     *
     * @return empty where the model does not tell, or it was not found before {@code meter} was spent
     */
    public static Optional<Excerpt> shortest(Encoding<?> encoding, int end, Meter meter) {
        return new Stretches<>(encoding, Prunings.ALL, meter).shortest(end).map(Stretches.Find::excerpt);
    }

    /** The same operations, as {@code whole} knows them. */
    <S> Excerpt of(Encoding<S> whole) {
        var kindred = new Kindred<>(whole.automaton());
        var columns = new Columns();
        for (int position = 0; position < part.columns().positions(); position++) {
            int operation = part.columns().operationAt(position);
            if (part.columns().isReturn(position)) {
                columns.complete(operation);
            } else {
                columns.invoke(kindred.kind(whole.columns().kind(numbers[operation])));
            }
        }
        return new Excerpt(
                start,
                end,
                new Encoding<>(
                        kindred.automaton(), columns, number -> whole.origin().apply(numbers[number])),
                lead,
                numbers);
    }

    /** As little of it as is still refuted by {@code approach}, found with no more than so much work. */
    Excerpt core(Approach approach, Meter meter, long limit) {
        return new Core<>(part, this, approach, meter, limit).find();
    }

    /**
     * Whether nothing that came before can explain it, so far as {@code approach} can tell with so much work.
     *
     * @throws SpentException where it takes more than that
     */
    boolean isRefuted(Approach approach, Meter meter, long limit) throws SpentException {
        int[] beginnings = beginnings();
        Meter quick = meter.within(limit);
        Meter thorough = meter.within(limit);
        try {
            return !survives(beginnings, approach, quick) && dies(beginnings, approach, thorough);
        } finally {
            meter.counts((int) (quick.done() + thorough.done()));
        }
    }

    /** Whether a few configurations are enough to see that an explanation exists. */
    private boolean survives(int[] beginnings, Approach approach, Meter meter) throws SpentException {
        return Sweep.fromAnywhere(part, lead, beginnings, approach.narrowed(FEW), meter)
                .run();
    }

    private boolean dies(int[] beginnings, Approach approach, Meter meter) throws SpentException {
        var sweep = Sweep.fromAnywhere(part, lead, beginnings, approach, meter);
        return !sweep.run()
                && (approach.crashes() != Crashes.COUNTED || sweep.frontier().isExact());
    }

    /** Whether some of it may or may not take effect. */
    boolean isSupplied() {
        for (int operation = 0; operation < part.columns().size(); operation++) {
            if (!part.columns().isCertain(operation)) {
                return true;
            }
        }
        return false;
    }

    /** Every state that somebody needs, and one that nobody does; at the beginning of the history, the initial one. */
    private int[] beginnings() {
        if (start == 0) {
            return new int[] {part.automaton().initial()};
        }
        Columns columns = part.columns();
        var states = new BitSet();
        for (int operation = 0; operation < columns.size(); operation++) {
            int from = part.automaton().from(columns.kind(operation));
            if (from != Automaton.NONE) {
                states.set(from);
            }
        }
        states.set(part.automaton().states());
        return states.stream().toArray();
    }
}
