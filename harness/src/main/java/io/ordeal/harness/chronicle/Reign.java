package io.ordeal.harness.chronicle;

/**
 * The time in which a node took itself for the leader. Two such times can overlap: who is cut off learns late that
 * another leads.
 *
 * @param from in nanoseconds since the run began
 * @param until the same
 */
public record Reign(String node, long term, long from, long until) {}
