package io.ordeal.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a node says about itself and its cluster.
 *
 * @param started when the process began
 * @param leader as far as the node knows
 * @param members all of them
 */
public record NodeStatus(
        Member self,
        Role role,
        long term,
        Instant started,
        Optional<Leader> leader,
        List<Member> members,
        Statistics statistics) {

    public NodeStatus {
        members = List.copyOf(members);
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
     * @param name empty until it has started
     * @param id stable and unique in the cluster: 64 bits in hexadecimal digits
     * @param peerUrls where it serves other members
     * @param clientUrls where it serves clients; none until it has started
     */
    public record Member(String name, String id, List<String> peerUrls, List<String> clientUrls) {
        public Member {
            peerUrls = List.copyOf(peerUrls);
            clientUrls = List.copyOf(clientUrls);
        }
    }

    /**
     * The leader of the node's term.
     *
     * @param since when the node first heard of its leadership
     * @param uptime how long that is ago
     */
    public record Leader(Member member, Instant since, Duration uptime) {}
}
