package io.ordeal.histories.op;

import java.util.Arrays;

/** Which invocation of each process is open. A hash table of its own, so that nothing is made for an event. */
final class OpenInvocations {

    /** Of a process that has nothing open. */
    static final int NONE = -1;

    /** Of a process that ended in an operation of unknown outcome. */
    static final int CRASHED = -2;

    private static final int UNKNOWN = -3;
    private static final int SIZE = 16;
    /** The golden ratio, as a fraction of 2 to the 64th. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private long[] processes = new long[SIZE];
    private int[] invocations = filled(SIZE);
    private int known;

    private static int[] filled(int size) {
        int[] invocations = new int[size];
        Arrays.fill(invocations, UNKNOWN);
        return invocations;
    }

    /** What was {@link #put} last for {@code process}; {@link #NONE} where nothing was. */
    int get(long process) {
        int invocation = invocations[slot(process)];
        return invocation == UNKNOWN ? NONE : invocation;
    }

    /** @param invocation a position among invocations, or {@link #NONE}, or {@link #CRASHED} */
    void put(long process, int invocation) {
        int slot = slot(process);
        if (invocations[slot] == UNKNOWN) {
            known++;
            processes[slot] = process;
        }
        invocations[slot] = invocation;
        if (2 * known > invocations.length) {
            grow();
        }
    }

    /** Where {@code process} is, or else would be. */
    private int slot(long process) {
        int last = invocations.length - 1;
        int slot = (int) ((process * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(invocations.length)));
        while (invocations[slot] != UNKNOWN && processes[slot] != process) {
            slot = (slot + 1) & last;
        }
        return slot;
    }

    private void grow() {
        long[] grownProcesses = processes;
        int[] grownInvocations = invocations;
        processes = new long[2 * grownProcesses.length];
        invocations = filled(2 * grownInvocations.length);
        for (int i = 0; i < grownInvocations.length; i++) {
            if (grownInvocations[i] != UNKNOWN) {
                int slot = slot(grownProcesses[i]);
                processes[slot] = grownProcesses[i];
                invocations[slot] = grownInvocations[i];
            }
        }
    }
}
