package io.ordeal.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a node says about itself.
 *
 * @param started when the process began
 * @param leader as far as the node knows
 * @param machines where each member serves clients
 * @param healthy there is a leader, and consensus makes progress
 */
public record NodeStatus(
        Member self,
        Role role,
        long term,
        Instant started,
        Optional<Leader> leader,
        List<String> machines,
        boolean healthy) {

    public NodeStatus {
        machines = List.copyOf(machines);
    }

    /** What a node is in its term. */
    public enum Role {
        LEADER,
        FOLLOWER,
        CANDIDATE
    }

    /**
     * A member of the cluster.
     *
     * @param id stable and unique in the cluster
     */
    public record Member(String name, String id) {}

    /**
     * The leader of the node's term.
     *
     * @param clientUrl where it serves clients
     * @param since when the node first heard of its leadership
     * @param uptime how long that is ago
     */
    public record Leader(Member member, String clientUrl, Instant since, Duration uptime) {}
}
