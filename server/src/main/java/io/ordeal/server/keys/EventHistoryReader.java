package io.ordeal.server.keys;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.FormatException;
import java.io.ByteArrayOutputStream;

/** Puts a history of events together again from the blocks of an {@link EventHistoryWriter}. */
public final class EventHistoryReader {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Takes in the next block. */
    public void take(Decoder block) {
        bytes.writeBytes(block.rest());
    }

    /** The history, once all blocks were taken in. */
    public EventHistory history() throws FormatException {
        return EventHistoryCodec.decode(bytes.toByteArray());
    }
}
