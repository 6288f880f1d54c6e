package io.ordeal.histories.encode;

import java.util.Arrays;

/** A list of numbers that grows, chunk by chunk: nothing is copied, and little stands empty, however long it gets. */
public final class Numbers {

    private static final int ROOM = 16;
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private int[][] chunks = {new int[ROOM]};
    private int size;

    public void add(int value) {
        int chunk = size >> CHUNK_BITS;
        int at = size & (CHUNK - 1);
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunk);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK];
        } else if (at == chunks[chunk].length) {
            chunks[chunk] = Arrays.copyOf(chunks[chunk], 2 * at);
        }
        chunks[chunk][at] = value;
        size++;
    }

    public void set(int at, int value) {
        chunks[at >> CHUNK_BITS][at & (CHUNK - 1)] = value;
    }

    public int get(int at) {
        return chunks[at >> CHUNK_BITS][at & (CHUNK - 1)];
    }

    public int size() {
        return size;
    }

    public int[] toArray() {
        int[] all = new int[size];
        for (int from = 0; from < size; from += CHUNK) {
            System.arraycopy(chunks[from >> CHUNK_BITS], 0, all, from, Math.min(CHUNK, size - from));
        }
        return all;
    }

    /** About how much memory it takes. */
    long bytes() {
        long room = size <= CHUNK ? chunks[0].length : size + CHUNK;
        return room * Integer.BYTES;
    }
}
