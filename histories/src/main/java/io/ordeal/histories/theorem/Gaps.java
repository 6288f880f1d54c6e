package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.theorem.Contradiction.Misplaced;
import java.util.Optional;

/**
 * The gaps before, between and after the operations of a {@link Course}, for others that change nothing.
 *
 * <p>Each goes into the first gap where it is legal, after every operation that returned before it was invoked, and
 * before the first of the course that was invoked after it returned. To the earlier gap one goes, the more gaps remain
 * for those that come after it. So if one finds none, there is none for it, as long as the course is as it is.
 */
final class Gaps<S> {

    static final long BYTES_PER_OPERATION = 3L * Integer.BYTES;

    private final Columns columns;
    private final Course<S> course;
    private final Patience patience;
    /** By operation of the course, the gap after it; and by operation that was put into a gap, which one. */
    private final int[] gaps;

    private int[] others = {};

    Gaps(Columns columns, Course<S> course, Patience patience) {
        this.columns = columns;
        this.course = course;
        this.patience = patience;
        this.gaps = new int[columns.size()];
        for (int place = 0; place < course.length(); place++) {
            gaps[course.at(place)] = place + 1;
        }
    }

    /**
     * Puts each of {@code operations} into a gap.
     *
     * @param operations in the order of their invocations
     * @return the first for which there is none
     */
    Optional<Misplaced> fill(int[] operations) {
        others = operations;
        int next = 0;
        int earliest = 0;
        for (int position = 0; position < columns.positions() && next < others.length; position++) {
            patience.step(position);
            int operation = columns.operationAt(position);
            if (columns.isReturn(position)) {
                earliest = Math.max(earliest, gaps[operation]);
            } else if (operation == others[next]) {
                int gap = gap(operation, earliest);
                if (gap < 0) {
                    return Optional.of(new Misplaced(operation));
                }
                gaps[operation] = gap;
                next++;
            }
        }
        return Optional.empty();
    }

    /** The first gap from {@code earliest} on that will do, or a negative number. */
    private int gap(int operation, int earliest) {
        for (int gap = earliest; gap <= course.length(); gap++) {
            patience.step();
            if (course.admits(operation, gap)) {
                return gap;
            }
            if (gap < course.length() && columns.invoked(course.at(gap)) > columns.returned(operation)) {
                return -1;
            }
        }
        return -1;
    }

    /** All in order; in one gap, as they were invoked. */
    int[] order() {
        return new Insertion(course.order(), others, gaps).order();
    }
}
