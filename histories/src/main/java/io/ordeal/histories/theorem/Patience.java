package io.ordeal.histories.theorem;

import java.util.function.BooleanSupplier;

/**
 * Lets something long be given up.
 *
 * @param lasts whether to go on; asked once in some thousand steps
 */
public record Patience(BooleanSupplier lasts) {

    private static final int STEPS = 4096;

    /** Never ends. */
    public static Patience endless() {
        return new Patience(() -> true);
    }

    /** To be called for each step, which are counted. */
    void step(int number) {
        if (number % STEPS == 0 && !lasts.getAsBoolean()) {
            throw new ImpatienceException();
        }
    }
}
