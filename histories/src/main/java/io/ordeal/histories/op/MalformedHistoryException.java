package io.ordeal.histories.op;

/** These events cannot come from clients that do one thing at a time. */
public final class MalformedHistoryException extends RuntimeException {

    private final long index;

    public MalformedHistoryException(long index, String problem) {
        super("event " + index + ": " + problem);
        this.index = index;
    }

    /** Which event is out of place. */
    public long index() {
        return index;
    }
}
