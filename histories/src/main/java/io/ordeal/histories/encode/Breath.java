package io.ordeal.histories.encode;

/** Something to be done now and then during work that may be long. */
final class Breath {

    private static final int STEPS = 1 << 12;

    private final Runnable now;
    private int steps;

    Breath(Runnable now) {
        this.now = now;
    }

    void step() {
        if (++steps % STEPS == 0) {
            now.run();
        }
    }
}
