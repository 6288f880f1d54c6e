package io.ordeal.histories.frontier;

/** A limit was reached. */
public final class SpentException extends Exception {

    SpentException(String limit) {
        super(limit, null, false, false);
    }

    /** Which one, in words. */
    public String limit() {
        return String.valueOf(getMessage());
    }
}
