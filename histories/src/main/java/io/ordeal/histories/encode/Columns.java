package io.ordeal.histories.encode;

import java.util.Arrays;

/**
 * The operations of one object that may have taken effect, each a number, in the order of invocation. A position counts
 * the invocations, and the returns of operations that certainly took effect, from 0.
 */
public final class Columns {

    /** Where an operation returns of which nobody knows whether it took effect. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final int ROOM = 16;

    private int size;
    private int positions;
    private int[] kinds;
    private int[] invoked;
    private int[] returned;
    private int[] events;

    public Columns() {
        this(ROOM);
    }

    /** @param expected about how many operations there will be: they take 20 bytes each */
    public Columns(int expected) {
        this(Math.max(ROOM, expected), 2 * Math.max(ROOM, expected));
    }

    /**
     * @param operations how many there will be
     * @param positions likewise
     */
    Columns(int operations, int positions) {
        kinds = new int[operations];
        invoked = new int[operations];
        returned = new int[operations];
        events = new int[positions];
    }

    /** Begins an operation, and says its number. It does not return until {@link #complete} says so. */
    public int invoke(int kind) {
        if (size == kinds.length) {
            int room = Math.max(ROOM, 2 * size);
            kinds = Arrays.copyOf(kinds, room);
            invoked = Arrays.copyOf(invoked, room);
            returned = Arrays.copyOf(returned, room);
        }
        kinds[size] = kind;
        invoked[size] = positions;
        returned[size] = NEVER;
        event(size << 1);
        return size++;
    }

    /** Ends an operation that certainly took effect. */
    public void complete(int operation) {
        returned[operation] = positions;
        event(operation << 1 | 1);
    }

    private void event(int event) {
        if (positions == events.length) {
            events = Arrays.copyOf(events, Math.max(ROOM, 2 * positions));
        }
        events[positions++] = event;
    }

    /** How much memory they take. */
    public long bytes() {
        return Integer.BYTES * (3L * kinds.length + events.length);
    }

    /** How many operations there are. */
    public int size() {
        return size;
    }

    /** How many positions there are. */
    public int positions() {
        return positions;
    }

    /** What {@code operation} does. */
    public int kind(int operation) {
        return kinds[operation];
    }

    public int invoked(int operation) {
        return invoked[operation];
    }

    /** Where it returned, or {@link #NEVER}. */
    public int returned(int operation) {
        return returned[operation];
    }

    public boolean isCertain(int operation) {
        return returned[operation] != NEVER;
    }

    /** Which operation is invoked or returns at {@code position}. */
    public int operationAt(int position) {
        return events[position] >> 1;
    }

    public boolean isReturn(int position) {
        return (events[position] & 1) != 0;
    }
}
