package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import java.util.Arrays;

/** What pending operations do whose kind the model must be asked about, state by state; remembered until it changes. */
final class Acting {

    private static final int ROOM = 64;

    private final Automaton<?> automaton;
    private final int[] kinds;
    private int version = 1;
    private int[] versions = new int[ROOM];
    private long[] idle = new long[ROOM];
    private long[] movers = new long[ROOM];

    /** @param kinds by slot */
    Acting(Automaton<?> automaton, int[] kinds) {
        this.automaton = automaton;
        this.kinds = kinds;
    }

    /** Another operation is pending. */
    void changed() {
        version++;
    }

    long idle(int state, long pending) {
        ask(state, pending);
        return idle[state];
    }

    long movers(int state, long pending) {
        ask(state, pending);
        return movers[state];
    }

    private void ask(int state, long pending) {
        if (state >= versions.length) {
            int room = Math.max(2 * versions.length, state + 1);
            versions = Arrays.copyOf(versions, room);
            idle = Arrays.copyOf(idle, room);
            movers = Arrays.copyOf(movers, room);
        }
        if (versions[state] == version) {
            return;
        }
        versions[state] = version;
        idle[state] = 0;
        movers[state] = 0;
        for (long rest = pending; rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            int next = automaton.next(state, kinds[slot]);
            if (next == state) {
                idle[state] |= 1L << slot;
            } else if (next != Automaton.ILLEGAL) {
                movers[state] |= 1L << slot;
            }
        }
    }
}
