package io.ordeal.histories.op;

/** How an operation ended, as far as its client knows. */
public enum Outcome {
    /** It certainly took effect, between invocation and completion. */
    OK,
    /** It certainly did not take effect, and never will. */
    FAIL,
    /** Nobody knows: it may have taken effect, may yet do so, or never will. */
    INFO
}
