package io.ordeal.histories.format;

/** What to do with a file that ends in the middle of an event. */
public enum Truncation {
    /** It is an error. */
    REFUSED,
    /** The whole events before the cut are the history. */
    ALLOWED
}
