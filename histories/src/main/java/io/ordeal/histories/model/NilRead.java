package io.ordeal.histories.model;

/** What it means that a read succeeded and gave nil. */
public enum NilRead {
    /** Nothing: the value was not recorded. So it is in histories for Knossos. */
    ANYTHING,
    /** The register was as at first: nobody had written to it. So it is in our own. */
    INITIAL
}
