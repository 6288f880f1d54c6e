package io.ordeal.histories.theorem;

import java.util.function.BooleanSupplier;

/** Lets something long be given up. Not for several threads. */
public final class Patience {

    private static final int STEPS = 4096;

    private final BooleanSupplier lasts;
    private int steps;

    /** @param lasts whether to go on; asked once in some thousand steps */
    public Patience(BooleanSupplier lasts) {
        this.lasts = lasts;
    }

    /** Never ends. */
    public static Patience endless() {
        return new Patience(() -> true);
    }

    /** To be called for each step, which are counted from 0. */
    void step(int number) {
        if (number % STEPS == 0) {
            look();
        }
    }

    /** To be called for each step where nobody counts them. */
    void step() {
        if (++steps % STEPS == 0) {
            look();
        }
    }

    private void look() {
        if (!lasts.getAsBoolean()) {
            throw new ImpatienceException();
        }
    }
}
