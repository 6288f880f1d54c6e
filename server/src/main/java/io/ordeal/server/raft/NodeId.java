package io.ordeal.server.raft;

/** The name of a member of the cluster, unique in it. */
public record NodeId(String value) implements Comparable<NodeId> {

    public NodeId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a node needs a name");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
