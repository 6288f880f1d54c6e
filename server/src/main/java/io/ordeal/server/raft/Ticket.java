package io.ordeal.server.raft;

/**
 * Names one request of one node's client, so that the node knows it again when it comes back through the log, and so
 * that it takes effect once however often it is proposed (thesis 6.3).
 *
 * @param node where the request came in
 * @param boot counts the starts of that node, so that a restarted node never reuses a ticket
 * @param number counts the requests of that boot
 */
public record Ticket(NodeId node, long boot, long number) {}
