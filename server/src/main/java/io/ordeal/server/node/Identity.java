package io.ordeal.server.node;

import io.ordeal.server.api.NodeStatus;
import io.ordeal.server.api.Statistics;
import io.ordeal.server.raft.Configuration;
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

/**
 * What nodes and their cluster are called by the API, and what the node tells about itself. Of members it tells what is
 * applied here; of one that is there from the beginning, what the node's settings say, until it has told itself.
 */
final class Identity {

    private final NodeSettings settings;
    private final StateMachine machine;
    private final Instant started;
    private Instant followedSince;

    Identity(NodeSettings settings, StateMachine machine, long wallMillis) {
        this.settings = settings;
        this.machine = machine;
        this.started = Instant.ofEpochMilli(wallMillis);
        this.followedSince = started;
    }

    /** The same on all members, and the same that etcd makes of those with whom the cluster begins: a hash of their ids. */
    static String clusterId(List<NodeSettings.Member> founders, String token) {
        List<Long> ids = founders.stream()
                .map(member -> hash(member.peerUrl() + token))
                .sorted(Long::compareUnsigned)
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * Long.BYTES);
        ids.forEach(bytes::putLong);
        return Long.toHexString(hash(bytes.array()));
    }

    private static long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
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

    /**
     * What the API calls {@code node}: a hash of its peer URL and the token, if it is there from the beginning, as etcd
     * makes it; else its id is its name in Raft as well (MEM-08).
     */
    String id(NodeId node) {
        return firstUrl(node)
                .map(peerUrl -> Long.toHexString(hash(peerUrl + settings.token())))
                .orElse(node.value());
    }

    /** Where the node was reached at the beginning, if it was there. */
    private Optional<String> firstUrl(NodeId node) {
        Configuration founding = machine.membership().founding();
        return Optional.ofNullable(founding.addresses().get(node))
                .or(() -> settings.member(node).map(NodeSettings.Member::peerUrl));
    }

    /** A name for a new member that nobody has, or has had: a hash of its URLs, the token, and the time. */
    NodeId newcomer(List<String> peerUrls, long wallMillis) {
        long moment = wallMillis;
        NodeId name;
        do {
            name = new NodeId(Long.toHexString(hash(String.join("", peerUrls) + settings.token() + moment)));
            moment++;
        } while (member(name.value()).isPresent() || hasGone(name.value()));
        return name;
    }

    /** The member that the API calls so. */
    Optional<NodeId> member(String id) {
        return current().nodes().stream().filter(node -> id(node).equals(id)).findFirst();
    }

    /** Whether the API called a member so that has gone. */
    boolean hasGone(String id) {
        return current().removed().stream().anyMatch(node -> id(node).equals(id));
    }

    boolean isSelf(NodeId node) {
        return node.equals(settings.id());
    }

    /** Where {@code node} serves clients, as far as that is known. */
    Optional<String> clientUrl(NodeId node) {
        return told(node).clientUrls().stream().findFirst();
    }

    /** A leader was heard for the first time in its term. */
    void follow(long wallMillis) {
        followedSince = Instant.ofEpochMilli(wallMillis);
    }

    NodeStatus status(RaftState raft, long wallMillis, Statistics statistics) {
        Duration uptime = Duration.between(followedSince, Instant.ofEpochMilli(wallMillis));
        Optional<NodeStatus.Leader> leader =
                raft.leader().map(node -> new NodeStatus.Leader(told(node), followedSince, uptime));
        return new NodeStatus(
                told(settings.id()),
                role(raft.role()),
                raft.term(),
                started,
                leader,
                current().nodes().stream().map(this::told).toList(),
                statistics);
    }

    private static NodeStatus.Role role(Role role) {
        return switch (role) {
            case Role.Leader _ -> NodeStatus.Role.LEADER;
            case Role.Follower _ -> NodeStatus.Role.FOLLOWER;
            case Role.PreCandidate _, Role.Candidate _ -> NodeStatus.Role.CANDIDATE;
        };
    }

    /** The members as applied; before anything is, those of the settings. */
    private Configuration current() {
        Membership membership = machine.membership();
        return membership.isFounded() ? membership.current() : settings.group().boot();
    }

    /** What is told of a member. */
    NodeStatus.Member told(NodeId node) {
        Attributes attributes =
                Optional.ofNullable(machine.membership().published().get(node)).orElseGet(() -> guessed(node));
        List<String> peerUrls = Optional.ofNullable(current().addresses().get(node))
                .map(Membership::peerUrls)
                .orElse(List.of());
        return new NodeStatus.Member(attributes.name(), id(node), peerUrls, attributes.clientUrls());
    }

    private Attributes guessed(NodeId node) {
        if (isSelf(node)) {
            return settings.attributes();
        }
        return settings.member(node)
                .map(member -> new Attributes(node.value(), List.of(member.clientUrl())))
                .orElse(new Attributes("", List.of()));
    }
}
