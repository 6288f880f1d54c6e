package io.ordeal.nemesis.fault;

/** A division by what it looks like; who is where is drawn when it comes. Its name in plans is in lower case, with hyphens. */
public enum Shape implements Division {
    /** Two random halves; with an odd number of nodes one half is a majority. */
    HALVES,
    /** A random minority, of any size, sees only itself. */
    MINORITY,
    /** One random node sees nobody. */
    ISOLATE_ONE,
    /** Whoever leads sees nobody. */
    ISOLATE_LEADER,
    /** Whoever leads is in the largest minority there is, and sees only that. */
    LEADER_IN_MINORITY,
    /** Every node sees a majority, but no two the same. */
    MAJORITIES_RING,
    /** Two halves that see each other only through one node. */
    BRIDGE,
    /** Whoever leads is heard, but hears nobody. */
    LEADER_DEAF,
    /** Whoever leads hears everybody, but is heard by nobody. */
    LEADER_MUTE,
    /** Half of all pairs of nodes, at random, are cut, and each in one direction only. */
    SOME_LINKS;

    boolean aimsAtLeader() {
        return switch (this) {
            case HALVES, MINORITY, ISOLATE_ONE, MAJORITIES_RING, BRIDGE, SOME_LINKS -> false;
            case ISOLATE_LEADER, LEADER_IN_MINORITY, LEADER_DEAF, LEADER_MUTE -> true;
        };
    }
}
