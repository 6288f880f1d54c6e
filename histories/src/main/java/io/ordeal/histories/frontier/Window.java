package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The certain operations that are pending, each in one of 64 slots, which is free again when it returns. Sets of them
 * are the bits of a {@code long}, so that nothing here depends on the length of the history.
 */
final class Window {

    /** How many operations can be pending at once. */
    static final int SLOTS = Long.SIZE;

    private static final int HINTS = 256;

    private final Automaton<?> automaton;
    private final Acting acting;
    private final int[] operations = new int[SLOTS];
    private final int[] kinds = new int[SLOTS];
    private final int[] targets = new int[SLOTS];
    private final int[] returns = new int[SLOTS];
    private final long[] sooner = new long[SLOTS];
    /** The slot that an operation was put in last, for all whose numbers end alike. */
    private final byte[] hints = new byte[HINTS];

    private long pending;
    private long setters;
    private long passing;
    private long asked;
    private long[] stay;
    private long[] leave;
    private long[] arrive;
    private long[] alike;

    Window(Automaton<?> automaton) {
        this.automaton = automaton;
        this.acting = new Acting(automaton, kinds);
        int states = automaton.states() + 1;
        this.stay = new long[states];
        this.leave = new long[states];
        this.arrive = new long[states];
        this.alike = new long[automaton.kinds()];
    }

    /** Whether another operation can be opened. */
    boolean hasRoom() {
        return pending != -1L;
    }

    /**
     * An operation is invoked.
     *
     * @param returned where it returns
     * @return its bit
     */
    long open(int operation, int kind, int returned) {
        int slot = Long.numberOfTrailingZeros(~pending);
        open(slot, operation, kind, returned);
        return 1L << slot;
    }

    private void open(int slot, int operation, int kind, int returned) {
        long bit = 1L << slot;
        pending |= bit;
        hints[operation & (HINTS - 1)] = (byte) slot;
        operations[slot] = operation;
        kinds[slot] = kind;
        targets[slot] = automaton.to(kind);
        returns[slot] = returned;
        makeRoom(kind);
        if (automaton.changes(kind)) {
            rank(slot, alike[kind]);
        }
        alike[kind] |= bit;
        switch (automaton.shape(kind)) {
            case OBSERVES -> stay[automaton.from(kind)] |= bit;
            case SETS -> {
                stay[automaton.to(kind)] |= bit;
                setters |= bit;
            }
            case MOVES -> {
                leave[automaton.from(kind)] |= bit;
                arrive[automaton.to(kind)] |= bit;
            }
            case PASSES -> passing |= bit;
            case LOOKS, ACTS -> {
                asked |= bit;
                acting.changed();
            }
        }
    }

    private void rank(int slot, long equals) {
        sooner[slot] = 0;
        for (long rest = equals; rest != 0; rest &= rest - 1) {
            int equal = Long.numberOfTrailingZeros(rest);
            if (returns[equal] < returns[slot]) {
                sooner[slot] |= 1L << equal;
            } else {
                sooner[equal] |= 1L << slot;
            }
        }
    }

    private void makeRoom(int kind) {
        if (kind >= alike.length) {
            alike = Arrays.copyOf(alike, Math.max(2 * alike.length, kind + 1));
        }
        if (automaton.states() >= stay.length) {
            int states = 2 * automaton.states();
            stay = Arrays.copyOf(stay, states);
            leave = Arrays.copyOf(leave, states);
            arrive = Arrays.copyOf(arrive, states);
        }
    }

    /** The operation at {@code bit} returns. */
    void close(long bit) {
        int kind = kind(bit);
        pending &= ~bit;
        alike[kind] &= ~bit;
        for (long rest = automaton.changes(kind) ? alike[kind] : 0; rest != 0; rest &= rest - 1) {
            sooner[Long.numberOfTrailingZeros(rest)] &= ~bit;
        }
        switch (automaton.shape(kind)) {
            case OBSERVES -> stay[automaton.from(kind)] &= ~bit;
            case SETS -> {
                stay[automaton.to(kind)] &= ~bit;
                setters &= ~bit;
            }
            case MOVES -> {
                leave[automaton.from(kind)] &= ~bit;
                arrive[automaton.to(kind)] &= ~bit;
            }
            case PASSES -> passing &= ~bit;
            case LOOKS, ACTS -> asked &= ~bit;
        }
    }

    /** Who is in which slot. */
    record View(long pending, int[] operations, int[] kinds, int[] returns) {

        /** Those of {@code bits}, by number. */
        int[] operations(long bits) {
            return LongStream.iterate(bits & pending, rest -> rest != 0, rest -> rest & (rest - 1))
                    .mapToInt(rest -> operations[Long.numberOfTrailingZeros(rest)])
                    .toArray();
        }
    }

    View view() {
        return new View(pending, operations.clone(), kinds.clone(), returns.clone());
    }

    /** Goes back to who was in which slot. */
    void restore(View view) {
        for (long rest = pending; rest != 0; rest &= rest - 1) {
            close(rest & -rest);
        }
        for (long rest = view.pending(); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            open(slot, view.operations()[slot], view.kinds()[slot], view.returns()[slot]);
        }
    }

    /** All that are pending. */
    long pending() {
        return pending;
    }

    /** The bits of operations that are pending. */
    long bits(int[] numbers) {
        long bits = 0;
        for (int operation : numbers) {
            bits |= bit(operation);
        }
        return bits;
    }

    /** The bit of {@code operation}, which must be pending. */
    long bit(int operation) {
        int hint = hints[operation & (HINTS - 1)];
        if (operations[hint] == operation && (pending & 1L << hint) != 0) {
            return 1L << hint;
        }
        for (long rest = pending; rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            if (operations[slot] == operation) {
                return 1L << slot;
            }
        }
        throw new IllegalArgumentException("operation " + operation + " is not pending");
    }

    int operation(long bit) {
        return operations[Long.numberOfTrailingZeros(bit)];
    }

    int kind(long bit) {
        return kinds[Long.numberOfTrailingZeros(bit)];
    }

    /** Where {@code bit} leads from {@code state}, if it does not have to stay there: the model is asked where it must be. */
    int next(int state, long bit) {
        int slot = Long.numberOfTrailingZeros(bit);
        return targets[slot] == Automaton.NONE ? automaton.next(state, kinds[slot]) : targets[slot];
    }

    int returned(long bit) {
        return returns[Long.numberOfTrailingZeros(bit)];
    }

    /** Those of the same kind that return before {@code bit} does. */
    long sooner(long bit) {
        return sooner[Long.numberOfTrailingZeros(bit)];
    }

    /** Those that always lead to the same state: each can be put right before another one, and leaves no trace. */
    long setters() {
        return setters;
    }

    /** Those of {@code kind}. */
    long alike(int kind) {
        return kind < alike.length ? alike[kind] : 0;
    }

    /** Those that are legal in {@code state} and leave it as it is. */
    long idle(int state) {
        long plain = (state < stay.length ? stay[state] : 0) | passing;
        return asked == 0 ? plain : plain | (acting.idle(state, asked) & asked);
    }

    /** Those that are legal in {@code state} and change it, but for the {@link #setters}. */
    long movers(int state) {
        long plain = state < leave.length ? leave[state] : 0;
        return asked == 0 ? plain : plain | (acting.movers(state, asked) & asked);
    }

    /** Those that can lead to {@code state}, in an automaton without kinds that act. */
    long producers(int state) {
        return (stay[state] & setters) | arrive[state];
    }

    /** Those that are legal in {@code state} only and have to be, in an automaton without kinds that act. */
    long needing(int state) {
        return (stay[state] & ~setters) | leave[state];
    }
}
