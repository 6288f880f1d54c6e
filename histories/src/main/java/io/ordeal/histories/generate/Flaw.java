package io.ordeal.histories.generate;

/** What is wrong with a history. */
public sealed interface Flaw {

    /** Nothing: it is linearizable. */
    record None() implements Flaw {}

    /**
     * One read gives a value that nobody ever wrote.
     *
     * @param at after which share of the operations
     */
    record Phantom(double at) implements Flaw {
        public Phantom {
            requireShare(at);
        }
    }

    /**
     * One read gives a value that was overwritten before the read began, and that nobody can have written again.
     *
     * @param at after which share of the operations at the earliest
     */
    record Stale(double at) implements Flaw {
        public Stale {
            requireShare(at);
        }
    }

    private static void requireShare(double at) {
        if (!(at >= 0 && at < 1)) {
            throw new IllegalArgumentException(
                    "a flaw comes at a share of the history, from 0 to less than 1, not " + at);
        }
    }
}
