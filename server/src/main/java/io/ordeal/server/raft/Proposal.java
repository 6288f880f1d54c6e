package io.ordeal.server.raft;

/**
 * A command that wants to be in the log.
 *
 * @param settled every earlier ticket of the same node and boot with a smaller number has been answered or given up; it
 *     must not take effect any more
 * @param command opaque to Raft; must not be changed once it is here
 */
public record Proposal(Ticket ticket, long settled, byte[] command) implements Payload {}
