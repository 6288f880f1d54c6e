package io.ordeal.server.node;

import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Group;
import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a node must be told.
 *
 * @param id under which Raft knows it
 * @param attributes what it is to tell the other members about itself
 * @param members with which the cluster began, this one among them; none, if this one was added to it later
 * @param joined id of the cluster that this node was added to, if it was not there from the beginning
 * @param token names the cluster
 * @param heartbeat how often a leader lets its followers hear from it
 * @param election after this long without a leader, elections begin; at least three heartbeats
 * @param entriesPerAppend at most so many entries go into one message
 * @param segmentBytes a segment of the log is closed when it is larger than this
 * @param requestTimeout a request that has no result by then is answered with an error
 * @param snapshots when they are taken, and how they are sent
 * @param redirects what needs the leader is not handed on to it: its client is told where the leader is
 * @param leaseReads a leader answers reads without asking the others while it has a lease; all members must agree on that
 */
public record NodeSettings(
        NodeId id,
        Attributes attributes,
        List<Member> members,
        Optional<String> joined,
        String token,
        Duration heartbeat,
        Duration election,
        int entriesPerAppend,
        long segmentBytes,
        Duration requestTimeout,
        SnapshotSettings snapshots,
        boolean redirects,
        boolean leaseReads) {

    /**
     * A member as all of them know it from the beginning.
     *
     * @param peerUrl where the other members reach it
     * @param clientUrl where clients reach it
     */
    public record Member(NodeId node, String peerUrl, String clientUrl) {}

    public NodeSettings {
        members = List.copyOf(members);
        if (members.isEmpty() != joined.isPresent()) {
            throw new IllegalArgumentException(id + " was there from the beginning, or has joined a cluster");
        }
        if (!members.isEmpty() && members.stream().map(Member::node).noneMatch(id::equals)) {
            throw new IllegalArgumentException(id + " is not among the members " + members);
        }
        if (election.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("the election timeout (" + election.toMillis()
                    + " ms) must be at least three heartbeats (of " + heartbeat.toMillis() + " ms)");
        }
    }

    /** What Raft must be told. */
    Group group() {
        var addresses = new TreeMap<NodeId, String>();
        members.forEach(member -> addresses.put(member.node(), member.peerUrl()));
        return new Group(
                id,
                Configuration.of(nodes(), addresses),
                entriesPerAppend,
                snapshots.pieceBytes(),
                snapshots.tail(),
                leaseReads);
    }

    /** What a leader may have, if reads go by leases. */
    Optional<Lease> lease() {
        return leaseReads ? Optional.of(new Lease(election)) : Optional.empty();
    }

    /** The same on all members: 64 bits in lower-case hexadecimal digits. */
    public String clusterId() {
        return joined.orElseGet(() -> Identity.clusterId(members, token));
    }

    /** The member of that name, if it is there from the beginning. */
    Optional<Member> member(NodeId node) {
        return members.stream().filter(member -> member.node().equals(node)).findFirst();
    }

    /** The members by their names. */
    public List<NodeId> nodes() {
        return members.stream().map(Member::node).toList();
    }
}
