package io.ordeal.server.node;

import io.ordeal.server.api.NodeStatus;
import io.ordeal.server.api.Statistics;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a node and its cluster are called, and what the node tells about itself. */
final class Identity {

    private final NodeSettings settings;
    private final Instant started;
    private Instant followedSince;

    Identity(NodeSettings settings, long wallMillis) {
        this.settings = settings;
        this.started = Instant.ofEpochMilli(wallMillis);
        this.followedSince = started;
    }

    /** The same on all members, and the same that etcd makes of them: a hash of their ids. */
    static String clusterId(NodeSettings settings) {
        List<Long> ids = settings.members().stream()
                .map(member -> memberId(member, settings))
                .sorted(Long::compareUnsigned)
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * Long.BYTES);
        ids.forEach(bytes::putLong);
        return Long.toHexString(hash(bytes.array()));
    }

    /** What etcd makes of a member that is there from the beginning: a hash of its peer URL and the token. */
    private static long memberId(NodeSettings.Member member, NodeSettings settings) {
        return hash((member.peerUrl() + settings.token()).getBytes(StandardCharsets.UTF_8));
    }

    /** The first 64 bits of SHA-1. */
    private static long hash(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** What the API calls {@code node}. */
    String id(NodeId node) {
        return member(node).id();
    }

    /** Where {@code node} serves clients. */
    String clientUrl(NodeId node) {
        return member(node).clientUrl();
    }

    /** A leader was heard for the first time in its term. */
    void follow(long wallMillis) {
        followedSince = Instant.ofEpochMilli(wallMillis);
    }

    NodeStatus status(RaftState raft, long wallMillis, Statistics statistics) {
        Duration uptime = Duration.between(followedSince, Instant.ofEpochMilli(wallMillis));
        Optional<NodeStatus.Leader> leader =
                raft.leader().map(node -> new NodeStatus.Leader(member(node), followedSince, uptime));
        return new NodeStatus(
                member(settings.id()),
                role(raft.role()),
                raft.term(),
                started,
                leader,
                settings.members().stream().map(this::member).toList(),
                statistics);
    }

    private static NodeStatus.Role role(Role role) {
        return switch (role) {
            case Role.Leader _ -> NodeStatus.Role.LEADER;
            case Role.Follower _ -> NodeStatus.Role.FOLLOWER;
            case Role.PreCandidate _, Role.Candidate _ -> NodeStatus.Role.CANDIDATE;
        };
    }

    private NodeStatus.Member member(NodeId node) {
        return settings.members().stream()
                .filter(member -> member.node().equals(node))
                .map(this::member)
                .findFirst()
                .orElseThrow();
    }

    private NodeStatus.Member member(NodeSettings.Member member) {
        return new NodeStatus.Member(
                member.node().value(),
                Long.toHexString(memberId(member, settings)),
                member.peerUrl(),
                member.clientUrl());
    }
}
