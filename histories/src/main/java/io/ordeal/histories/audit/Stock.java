package io.ordeal.histories.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many of one value may be in a queue: enqueued by anybody who has begun to, unless that fails later on, and not
 * dequeued. When an enqueue fails there was one less ever since it began, so that a dequeue in between may turn out to
 * have taken what was not there. That is why the least stock is known for each stretch of time from where one of the
 * enqueues under way began to where the next one did.
 */
final class Stock {

    private final List<Stretch> underWay = new ArrayList<>();
    private long left;
    private boolean tried;
    private boolean effective;

    /** The time since an enqueue began that is still under way, until the next such. */
    private static final class Stretch {
        private final long begun;
        private long least;
        /** The first dequeue that left so few. */
        private @Nullable Span dequeue;

        Stretch(long begun, long least) {
            this.begun = begun;
            this.least = least;
        }

        void note(long left, @Nullable Span by) {
            if (left < least) {
                least = left;
                dequeue = by;
            }
        }
    }

    /** An enqueue begins at an event. */
    void begins(long index) {
        tried = true;
        left++;
        underWay.add(new Stretch(index, left));
    }

    /** The enqueue that began at an event took effect, or may have. */
    void mayBe(long index) {
        effective = true;
        close(position(index));
    }

    /**
     * The enqueue that began at an event failed.
     *
     * @return a dequeue with which, as it now turns out, more had come out than may have gone in
     */
    Optional<Span> fails(long index) {
        int position = position(index);
        int empty = position;
        while (empty < underWay.size() && underWay.get(empty).least > 0) {
            underWay.get(empty).least--;
            empty++;
        }
        Optional<Span> stray = Optional.empty();
        if (empty < underWay.size()) {
            stray = Optional.ofNullable(underWay.get(empty).dequeue);
        } else {
            left--;
        }
        close(position);
        return stray;
    }

    /** One is taken out. Whether it can have been there. */
    boolean take(Span dequeue) {
        if (left == 0) {
            return false;
        }
        left--;
        if (!underWay.isEmpty()) {
            underWay.getLast().note(left, dequeue);
        }
        return true;
    }

    /** Whether somebody tried to enqueue it. */
    boolean tried() {
        return tried;
    }

    /** Whether an enqueue took effect, or may have. */
    boolean effective() {
        return effective;
    }

    private int position(long index) {
        int position = underWay.size() - 1;
        while (underWay.get(position).begun != index) {
            position--;
        }
        return position;
    }

    private void close(int position) {
        Stretch closed = underWay.remove(position);
        if (position > 0) {
            underWay.get(position - 1).note(closed.least, closed.dequeue);
        }
    }
}
