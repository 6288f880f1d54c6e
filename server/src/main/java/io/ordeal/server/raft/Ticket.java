package io.ordeal.server.raft;

/**
 * Names one request of one node's client, so that the node knows it again when it comes back through the log.
 *
 * @param node where the request came in
 * @param boot a random number that the node drew when it started, so that a restarted node never reuses a ticket
 * @param number counts the requests of that boot
 */
public record Ticket(NodeId node, long boot, long number) {}
