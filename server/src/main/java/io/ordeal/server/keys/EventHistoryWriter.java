package io.ordeal.server.keys;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A history of events in blocks for a snapshot; made when the first is asked for, by whichever thread asks. */
public final class EventHistoryWriter implements Iterator<byte[]> {

    private static final int BLOCK_BYTES = 64 << 10;

    private final EventHistory history;
    private byte @Nullable [] bytes;
    private int written;

    public EventHistoryWriter(EventHistory history) {
        this.history = history;
    }

    @Override
    public boolean hasNext() {
        return bytes == null || written < bytes.length;
    }

    @Override
    public byte[] next() {
        if (bytes == null) {
            bytes = EventHistoryCodec.encode(history);
        }
        if (written == bytes.length) {
            throw new NoSuchElementException();
        }
        int from = written;
        written = Math.min(bytes.length, from + BLOCK_BYTES);
        return Arrays.copyOfRange(bytes, from, written);
    }
}
