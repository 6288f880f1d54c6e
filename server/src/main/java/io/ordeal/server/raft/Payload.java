package io.ordeal.server.raft;

/** What an entry of the log carries. */
public sealed interface Payload permits Payload.Nothing, Proposal, Configuration {

    Nothing NOTHING = new Nothing();

    /** In the entry with which a new leader opens its term (§8). */
    record Nothing() implements Payload {}
}
