package io.ordeal.server.raft;

/** The timers of a node. The driver chooses how long each takes; a timer that is armed again starts anew. */
public enum Timeout {
    /** No leader was heard for a random time of one to two election timeouts. */
    ELECTION,
    /** One election timeout passed since a leader was last heard: its stickiness ends (thesis 4.2.3). */
    STICKINESS,
    /** A leader's heartbeat is due. */
    HEARTBEAT,
    /** A leader must have heard from a majority within the last election timeout (thesis 6.2). */
    QUORUM,
    /** A leader that hands on to another node gives that up after an election timeout (thesis 3.10). */
    LEADERSHIP_TRANSFER
}
