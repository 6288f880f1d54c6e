package io.ordeal.histories.op;

/** A set of processes that only grows. Where their numbers lie close together, each takes a few bits. */
final class ProcessSet {

    private static final int ROOM = 16;
    private static final int BLOCK_BITS = 6;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] blocks = new long[ROOM];
    /** Which processes of a block are there; 0 where a slot is free. */
    private long[] members = new long[ROOM];

    private int size;

    boolean contains(long process) {
        return (members[slot(process >> BLOCK_BITS)] & (1L << process)) != 0;
    }

    void add(long process) {
        int slot = slot(process >> BLOCK_BITS);
        if (members[slot] == 0 && 2 * ++size > blocks.length) {
            grow();
            slot = slot(process >> BLOCK_BITS);
        }
        blocks[slot] = process >> BLOCK_BITS;
        members[slot] |= 1L << process;
    }

    private void grow() {
        long[] oldBlocks = blocks;
        long[] oldMembers = members;
        blocks = new long[2 * oldBlocks.length];
        members = new long[blocks.length];
        for (int i = 0; i < oldBlocks.length; i++) {
            if (oldMembers[i] != 0) {
                int slot = slot(oldBlocks[i]);
                blocks[slot] = oldBlocks[i];
                members[slot] = oldMembers[i];
            }
        }
    }

    private int slot(long block) {
        int mask = blocks.length - 1;
        int slot = (int) ((block * SPREAD) >>> Integer.SIZE) & mask;
        while (members[slot] != 0 && blocks[slot] != block) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** How much memory it takes. */
    long bytes() {
        return 2L * Long.BYTES * blocks.length;
    }
}
