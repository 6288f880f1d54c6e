package io.ordeal.histories.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What waits in a queue, first come first: immutable, and sharing its elements with the queues it was made from. */
public final class Backlog {

    static final Backlog EMPTY = new Backlog(null, null, 0, 0, 1);

    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = BigInteger.valueOf(BASE)
            .modInverse(BigInteger.ONE.shiftLeft(Long.SIZE))
            .longValue();

    /** The first ones, in their order; empty only where nobody waits. */
    private final @Nullable Cell front;
    /** The rest, the last one first. */
    private final @Nullable Cell rear;

    private final int size;
    /** A polynomial in {@link #BASE}, the last element its constant. */
    private final long hash;
    /** {@link #BASE} to the {@link #size}. */
    private final long power;

    private static final class Cell {
        final Object value;
        final @Nullable Cell next;

        Cell(Object value, @Nullable Cell next) {
            this.value = value;
            this.next = next;
        }
    }

    private Backlog(@Nullable Cell front, @Nullable Cell rear, int size, long hash, long power) {
        this.front = front;
        this.rear = rear;
        this.size = size;
        this.hash = hash;
        this.power = power;
    }

    boolean isEmpty() {
        return front == null;
    }

    /** Whose turn it is; {@code null} where nobody waits. */
    @Nullable
    Object first() {
        return front == null ? null : front.value;
    }

    Backlog with(Object value) {
        long next = hash * BASE + value.hashCode();
        return front == null
                ? new Backlog(new Cell(value, null), null, 1, next, BASE)
                : new Backlog(front, new Cell(value, rear), size + 1, next, power * BASE);
    }

    /** All but the first, who must be there. */
    Backlog withoutFirst() {
        Cell first = Objects.requireNonNull(front);
        long below = power * INVERSE;
        long rest = hash - first.value.hashCode() * below;
        return first.next == null
                ? new Backlog(reversed(rear), null, size - 1, rest, below)
                : new Backlog(first.next, rear, size - 1, rest, below);
    }

    private static @Nullable Cell reversed(@Nullable Cell list) {
        Cell reversed = null;
        for (Cell cell = list; cell != null; cell = cell.next) {
            reversed = new Cell(cell.value, reversed);
        }
        return reversed;
    }

    List<@Nullable Object> elements() {
        var elements = new ArrayList<@Nullable Object>(size);
        for (Cell cell = front; cell != null; cell = cell.next) {
            elements.add(cell.value);
        }
        for (Cell cell = reversed(rear); cell != null; cell = cell.next) {
            elements.add(cell.value);
        }
        return elements;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Backlog that
                && hash == that.hash
                && size == that.size
                && ((front == that.front && rear == that.rear) || elements().equals(that.elements()));
    }

    @Override
    public int hashCode() {
        return (int) (hash ^ hash >>> Integer.SIZE);
    }

    @Override
    public String toString() {
        return elements().toString();
    }
}
