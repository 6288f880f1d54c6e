package io.ordeal.server.node;

import io.ordeal.server.api.Statistics;

/**
 * What a node can tell of itself in numbers, all since it started.
 *
 * @param leaderChanges how often it has learned of a new leader
 * @param proposals of its clients
 * @param snapshots so many were taken here, and so many of leaders installed
 */
public record Figures(
        boolean hasLeader,
        boolean leads,
        long leaderChanges,
        long term,
        long commit,
        long applied,
        Proposals proposals,
        Snapshots snapshots,
        Statistics statistics) {

    /**
     * @param pending are under way now
     * @param failed had no result in time
     */
    public record Proposals(long pending, long failed) {}

    public record Snapshots(long taken, long installed) {}
}
