package io.ordeal.histories.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The reads so far, numbered from 1 in the order in which they ended. It knows of the last ones, however many, which
 * began last, and remembers no more for it than reads overlapped.
 */
final class Reads {

    /** Those that began after every one that ended after them: the earlier they ended, the later they began. */
    private final Deque<Read> latest = new ArrayDeque<>();

    private long count;

    private record Read(long number, Moment begun) {}

    /** Another read ended. */
    void add(Moment begun) {
        count++;
        while (!latest.isEmpty() && latest.getLast().begun().isBefore(begun)) {
            latest.removeLast();
        }
        latest.addLast(new Read(count, begun));
    }

    long count() {
        return count;
    }

    /** Of all reads but the first {@code number}, where that began which began last. */
    Optional<Moment> lastBegunAfter(long number) {
        if (number >= count) {
            return Optional.empty();
        }
        for (Read read : latest) {
            if (read.number() > number) {
                return Optional.of(read.begun());
            }
        }
        return Optional.empty();
    }
}
