package io.ordeal.harness.bench;

/** A checker says what cannot be. */
public final class ContradictionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContradictionException(String message) {
        super(message);
    }
}
