package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;

/** In which form a file holds a history. */
@SuppressWarnings("DoNotCallSuggester") // Until it is built.
public enum HistoryFormat {
    /** As Jepsen and Knossos have it; written one map a line. */
    EDN,
    /** One JSON object a line. */
    JSON_LINES;

    /** One event, without an end of line. */
    public String line(Event event) {
        throw new UnsupportedOperationException("not yet: " + event);
    }
}
