package io.ordeal.histories.frontier;

/**
 * How exactly a frontier is kept.
 *
 * @param crashes how operations of unknown outcome are accounted for
 * @param beam how many configurations are kept at most; with fewer than there are, only survival says something
 * @param sparing whether operations of unknown outcome are used only where nobody gets on without; then, too, only
 *     survival says something
 */
record Approach(Crashes crashes, int beam, boolean sparing, Prunings prunings) {

    /** What becomes of the supply of operations of unknown outcome. */
    enum Crashes {
        /** Counted by kind: exact. */
        COUNTED,
        /**
         * Configurations are compared by the sum of what they have used up. One that is dropped may have been the one
         * that leads further: only survival says something.
         */
        WEIGHED,
        /** There is no end to them: only extinction says something. */
        UNLIMITED
    }

    static Approach exact(Prunings prunings) {
        return new Approach(Crashes.COUNTED, Integer.MAX_VALUE, false, prunings);
    }

    /** Survival is proof, extinction is not, unless {@link Frontier#isExact} says so. */
    static Approach narrow(int beam, boolean sparing, Prunings prunings) {
        return new Approach(Crashes.WEIGHED, beam, sparing, prunings);
    }

    /** The same, but nobody is dropped for what he has used up of one kind, who has more left of another. */
    static Approach counting(int beam, Prunings prunings) {
        return new Approach(Crashes.COUNTED, beam, false, prunings);
    }

    /** Extinction is proof, survival is not. For automata without kinds that act: others may have no end of states. */
    static Approach generous(Prunings prunings) {
        return new Approach(Crashes.UNLIMITED, Integer.MAX_VALUE, false, prunings);
    }

    /** With no more than so many configurations: its survival means that the other survives, too. */
    Approach narrowed(int most) {
        return new Approach(crashes == Crashes.COUNTED ? Crashes.WEIGHED : crashes, most, sparing, prunings);
    }
}
