package io.ordeal.histories.format;

import java.io.IOException;

/** A file that is no history. */
public final class MalformedFileException extends IOException {

    private final long line;
    private final long column;
    private final String problem;

    /**
     * @param file its name, for the reader
     * @param line counted from 1
     * @param column counted from 1, in characters; 0 for the whole line
     * @param problem what was expected, and what is there
     */
    public MalformedFileException(String file, long line, long column, String problem) {
        super(file + ":" + line + (column > 0 ? ":" + column : "") + ": " + problem);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    /** What was expected, and what is there. */
    public String problem() {
        return problem;
    }

    public long line() {
        return line;
    }

    public long column() {
        return column;
    }
}
