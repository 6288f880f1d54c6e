package io.ordeal.server.raft;

/**
 * A command that wants to be in the log.
 *
 * @param command opaque to Raft; must not be changed once it is here
 */
public record Proposal(Ticket ticket, byte[] command) {}
