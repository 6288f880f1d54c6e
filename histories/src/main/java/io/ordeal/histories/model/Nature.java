package io.ordeal.histories.model;

/**
 * What holds of a transition in all states at once. A checker tries fewer orders the more it knows; the verdict is the
 * same for all of them, as long as what is said is true.
 *
 * @param <S> the states
 */
public sealed interface Nature<S> {

    /** Legal in {@code state} only, and leaves it: a read. */
    record Observes<S>(S state) implements Nature<S> {}

    /** Legal in every state, and always leads to {@code state}: a write. */
    record Sets<S>(S state) implements Nature<S> {}

    /** Legal in {@code from} only, and leads to {@code to}: a compare-and-set. */
    record Moves<S>(S from, S to) implements Nature<S> {}

    /** Legal in every state, and leaves it as it is: a read whose result nobody noted. */
    record Passes<S>() implements Nature<S> {}

    /** Legal in some states, and leaves each of them as it is: a read of one register of several. */
    record Looks<S>() implements Nature<S> {}

    /** Any partial function of the state. */
    record Acts<S>() implements Nature<S> {}
}
