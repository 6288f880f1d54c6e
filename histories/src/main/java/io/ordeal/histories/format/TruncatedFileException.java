package io.ordeal.histories.format;

import java.io.IOException;

/** A file that ends in the middle, as a run that was killed leaves it. */
public final class TruncatedFileException extends IOException {

    private final long events;

    /**
     * @param file its name, for the reader
     * @param line where it ends, counted from 1
     * @param events how many whole events precede
     * @param problem what it ends in
     */
    public TruncatedFileException(String file, long line, long events, String problem) {
        super(file + ":" + line + ": cut short after " + events + (events == 1 ? " event: " : " events: ") + problem);
        this.events = events;
    }

    /** How many whole events precede the cut. */
    public long events() {
        return events;
    }
}
