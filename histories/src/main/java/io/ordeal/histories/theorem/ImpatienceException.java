package io.ordeal.histories.theorem;

/** {@link Patience} ended. */
public final class ImpatienceException extends RuntimeException {

    ImpatienceException() {
        super("given up");
    }
}
