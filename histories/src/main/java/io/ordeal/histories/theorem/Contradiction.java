package io.ordeal.histories.theorem;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Why no order of some operations is legal and agrees with their times. Operations go by number. */
public sealed interface Contradiction {

    /**
     * The operations that contradict each other. No order explains them, together with those that led to what they need,
     * and those that show that uncertain ones took effect.
     */
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

    /**
     * It is illegal where its rank places it.
     *
     * @param after what comes before it, if anything does
     */
    record Illegal(int operation, OptionalInt after) implements Contradiction {
        @Override
        public int[] operations() {
            return after.isPresent() ? new int[] {after.getAsInt(), operation} : new int[] {operation};
        }
    }

    /** It has no rank, and is illegal in every state between its invocation and its return. */
    record Misplaced(int operation) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {operation};
        }
    }

    /** Two reads of what only grows, each of which saw something that the other did not. */
    record Torn(int one, int other) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {one, other};
        }
    }

    /**
     * It saw something before anybody put it in.
     *
     * @param addition the first that may have
     * @param barrier what comes after {@code read}, and had returned when {@code addition} was invoked
     */
    record Premature(int read, int addition, int barrier) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {read, addition, barrier};
        }
    }

    /** Both took what was put in once. */
    record Doubled(int one, int other) implements Contradiction {
        @Override
        public int[] operations() {
            return new int[] {one, other};
        }
    }

    /** How something came into a queue, and out of it, if it did. */
    record Stay(int put, OptionalInt take) {
        private IntStream operations() {
            return IntStream.concat(IntStream.of(put), take.stream());
        }
    }

    /** The first was in before the second was put in, and the second was out before the first was taken, if it was. */
    record Overtaking(Stay first, Stay second) implements Contradiction {
        @Override
        public int[] operations() {
            return IntStream.concat(first.operations(), second.operations()).toArray();
        }
    }

    /** It found nothing, though all the time some of these were in, one after the other. */
    record Occupied(int operation, List<Stay> stays) implements Contradiction {
        @Override
        public int[] operations() {
            return IntStream.concat(IntStream.of(operation), stays.stream().flatMapToInt(Stay::operations))
                    .toArray();
        }
    }

    private static int[] of(Zone one, Zone other) {
        return IntStream.of(one.returned, one.invoked, other.returned, other.invoked)
                .distinct()
                .toArray();
    }
}
