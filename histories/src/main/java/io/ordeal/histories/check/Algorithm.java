package io.ordeal.histories.check;

/** How a linearization is looked for. */
public enum Algorithm {
    /** What decides most: fast paths where there is one, and the general search. */
    FRONTIER,
    /** Porcupine's search. */
    PORCUPINE,
    /** Both; should they ever disagree, an error says so. */
    COMPETITION
}
