package io.ordeal.histories.model;

/** An operation that a model has no notion of: most likely the history was made for another model. */
public final class MisfitException extends RuntimeException {

    public MisfitException(String problem) {
        super(problem);
    }

    public MisfitException(String problem, MisfitException cause) {
        super(problem, cause);
    }
}
