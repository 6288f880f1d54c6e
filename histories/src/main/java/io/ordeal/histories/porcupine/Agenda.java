package io.ordeal.histories.porcupine;

/**
 * The events that a search has yet to pass: a doubly linked list of the calls and returns of the certain operations,
 * in order, and another of the calls of the possible ones. Placing an operation lifts its entries out in constant time;
 * taking it back, in reverse order of placing, puts them where they were.
 *
 * <p>An entry is a number: the call of an operation is that of the operation itself.
 */
final class Agenda {

    private final int size;
    private final int certain;
    private final int[] next;
    private final int[] previous;

    Agenda(Problem<?> problem) {
        this.size = problem.size();
        this.certain = problem.certain();
        this.next = new int[size + certain + 2];
        this.previous = new int[next.length];
        linkCertain(problem);
        linkPossible();
    }

    private void linkCertain(Problem<?> problem) {
        int last = endOfCertain();
        int call = 0;
        for (int rank = 0; rank < certain; rank++) {
            int returning = problem.returning(rank);
            while (call < certain
                    && problem.task(call).invokedAt() < problem.task(returning).returnedAt()) {
                last = link(last, call++);
            }
            last = link(last, returnOf(returning));
        }
        link(last, endOfCertain());
    }

    private void linkPossible() {
        int last = endOfPossible();
        for (int call = certain; call < size; call++) {
            last = link(last, call);
        }
        link(last, endOfPossible());
    }

    private int link(int before, int after) {
        next[before] = after;
        previous[after] = before;
        return after;
    }

    private int returnOf(int operation) {
        return size + operation;
    }

    /** The entry after the last return. */
    int endOfCertain() {
        return size + certain;
    }

    /** The entry after the last possible call. */
    int endOfPossible() {
        return size + certain + 1;
    }

    /** The first call or return of a certain operation, or the {@linkplain #endOfCertain end}. */
    int firstCertain() {
        return next[endOfCertain()];
    }

    /** The first call of a possible operation, or the {@linkplain #endOfPossible end}. */
    int firstPossible() {
        return next[endOfPossible()];
    }

    int after(int entry) {
        return next[entry];
    }

    boolean isCall(int entry) {
        return entry < size;
    }

    /** The operation that returns with {@code entry}. */
    int returning(int entry) {
        return entry - size;
    }

    void lift(int operation) {
        unlink(operation);
        if (operation < certain) {
            unlink(returnOf(operation));
        }
    }

    void unlift(int operation) {
        if (operation < certain) {
            relink(returnOf(operation));
        }
        relink(operation);
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void relink(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }
}
