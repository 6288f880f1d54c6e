package io.ordeal.server.node;

import io.ordeal.server.raft.Group;
import io.ordeal.server.raft.NodeId;
import java.time.Duration;
import java.util.List;

/**
 * What a node must be told.
 *
 * @param members every member of the cluster, this one among them
 * @param clientUrls where each member's clients reach it, in the order of {@code members}
 * @param heartbeat how often a leader lets its followers hear from it
 * @param election after this long without a leader, elections begin; at least three heartbeats
 * @param entriesPerAppend at most so many entries go into one message
 * @param segmentBytes a segment of the log is closed when it is larger than this
 * @param requestTimeout a request that has no result by then is answered with an error
 * @param snapshots when they are taken, and how they are sent
 */
public record NodeSettings(
        NodeId id,
        List<NodeId> members,
        List<String> clientUrls,
        Duration heartbeat,
        Duration election,
        int entriesPerAppend,
        long segmentBytes,
        Duration requestTimeout,
        SnapshotSettings snapshots) {

    public NodeSettings {
        members = List.copyOf(members);
        clientUrls = List.copyOf(clientUrls);
        if (!members.contains(id)) {
            throw new IllegalArgumentException(id + " is not among the members " + members);
        }
        if (clientUrls.size() != members.size()) {
            throw new IllegalArgumentException("every member needs one client URL");
        }
        if (election.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("the election timeout (" + election.toMillis()
                    + " ms) must be at least three heartbeats (of " + heartbeat.toMillis() + " ms)");
        }
    }

    /** What Raft must be told. */
    Group group() {
        return new Group(id, members, entriesPerAppend, snapshots.pieceBytes(), snapshots.tail());
    }

    /** Where clients reach {@code member}. */
    public String clientUrl(NodeId member) {
        return clientUrls.get(members.indexOf(member));
    }
}
