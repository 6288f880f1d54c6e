package io.ordeal.histories.frontier;

import java.util.List;
import java.util.Optional;

/** What came of the search. */
public sealed interface Ruling {

    /**
     * There is an explanation.
     *
     * @param order the operations in it
     * @param tier how it was found
     */
    record Explained(int[] order, String tier) implements Ruling {}

    /**
     * There is no explanation.
     *
     * @param position of the first return whose prefix cannot be explained, or where that was not found in time, of one
     * @param attempts explanations of what returned before; empty if none was found in time
     * @param stretch the shortest that ends there and that nothing before it can explain; empty where the model does
     *     not tell, or it was not found in time
     * @param core what is left of the stretch if all is taken out that does not contribute
     * @param tier how it was found
     */
    record Refuted(int position, List<int[]> attempts, Optional<Excerpt> stretch, Optional<Excerpt> core, String tier)
            implements Ruling {}

    /**
     * A limit was reached.
     *
     * @param why which
     * @param position up to which there is an explanation
     * @param explored how many comparisons of configurations that took
     */
    record Undecided(String why, int position, long explored) implements Ruling {}
}
