package io.ordeal.histories.theorem;

import java.util.stream.IntStream;

/** Why no order of some operations is legal and agrees with their times. Operations go by number. */
public sealed interface Contradiction {

    /** The operations that contradict each other; with those that led to what they need, no order explains them. */
    int[] operations();

    /** It needs a state that no operation leads to. */
    record Unwritten(int operation) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {operation};
        }
    }

    /** Both move on from one state, to which nothing leads back. */
    record Rivals(int one, int other) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {one, other};
        }
    }

    /** {@code first} has to take effect before {@code second}, which had returned when {@code first} was invoked. */
    record Belated(int first, int second) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {first, second};
        }
    }

    /**
     * Operations that nothing can come between: those on one value, and on the values that compare-and-sets made of it.
     *
     * @param returned the one that returned first
     * @param invoked the one that was invoked last
     */
    record Zone(int returned, int invoked) {}

    /**
     * Neither zone can come first: in each, something had returned when something of the other was invoked. Both are
     * stretches of time from the first return to the last invocation.
     */
    record Overlap(Zone one, Zone other) implements Contradiction {
        @Override
        public int[] operations() {
            return of(one, other);
        }
    }

    /**
     * Neither zone can come first, for the same reason. All operations of {@code inner} go on from its last invocation
     * to its first return, within {@code outer}.
     */
    record Enclosure(Zone outer, Zone inner) implements Contradiction {
        @Override
        public int[] operations() {
            return of(outer, inner);
        }
    }

    /** Each moves from the state to which the one before it leads, and the first from that of the last. */
    record Circle(int[] operations) implements Contradiction {}

    private static int[] of(Zone one, Zone other) {
        return IntStream.of(one.returned, one.invoked, other.returned, other.invoked)
                .distinct()
                .toArray();
    }
}
