package io.ordeal.server.node;

import io.ordeal.server.api.NodeStatus;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** What a node is called, and what it tells about itself. */
final class Identity {

    private final NodeSettings settings;
    private final Instant started;
    private Instant followedSince;

    Identity(NodeSettings settings, long wallMillis) {
        this.settings = settings;
        this.started = Instant.ofEpochMilli(wallMillis);
        this.followedSince = started;
    }

    /** The same on all members: it is made of their names. */
    static String clusterId(NodeSettings settings) {
        return id(settings.members().toString());
    }

    /** A leader was heard for the first time in its term. */
    void follow(long wallMillis) {
        followedSince = Instant.ofEpochMilli(wallMillis);
    }

    NodeStatus status(RaftState raft, long wallMillis) {
        Duration uptime = Duration.between(followedSince, Instant.ofEpochMilli(wallMillis));
        Optional<NodeStatus.Leader> leader = raft.leader()
                .map(node -> new NodeStatus.Leader(member(node), settings.clientUrl(node), followedSince, uptime));
        return new NodeStatus(
                member(settings.id()),
                role(raft.role()),
                raft.term(),
                started,
                leader,
                settings.clientUrls().stream().sorted().toList(),
                leader.isPresent());
    }

    private static NodeStatus.Role role(Role role) {
        return switch (role) {
            case Role.Leader _ -> NodeStatus.Role.LEADER;
            case Role.Follower _ -> NodeStatus.Role.FOLLOWER;
            case Role.PreCandidate _, Role.Candidate _ -> NodeStatus.Role.CANDIDATE;
        };
    }

    private static NodeStatus.Member member(NodeId node) {
        return new NodeStatus.Member(node.value(), id(node.value()));
    }

    /** 64 bits of FNV-1a, in hexadecimal. */
    private static String id(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(hash);
    }
}
