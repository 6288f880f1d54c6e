package io.ordeal.histories.theorem;

/** What a theorem has to say about a history. */
public sealed interface Ruling {

    /**
     * It is linearizable.
     *
     * @param order a linearization: the numbers of all certain operations, and of those of unknown outcome that took
     *     effect in it
     */
    record Valid(int[] order) implements Ruling {}

    /** It is not linearizable. */
    record Invalid(Contradiction contradiction) implements Ruling {}

    /** Nothing. */
    record Abstains(String why) implements Ruling {}
}
