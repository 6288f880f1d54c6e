package io.ordeal.histories.porcupine;

/** How a search ended. */
public sealed interface Answer {

    /** Whoever was told of the explanations had heard enough. */
    record Satisfied() implements Answer {}

    /**
     * There is nothing more to be found.
     *
     * @param reached how many completions, in their order, can be explained
     */
    record Exhausted(int reached) implements Answer {}

    /**
     * A limit was reached.
     *
     * @param why which
     * @param reached how many completions, in their order, were explained by then
     * @param explored how many configurations were looked at
     */
    record GaveUp(String why, int reached, long explored) implements Answer {}
}
