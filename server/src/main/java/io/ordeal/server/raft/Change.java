package io.ordeal.server.raft;

import java.util.List;

/** A change of the configuration that somebody asks for. */
public sealed interface Change {

    /**
     * A new node begins as a learner; the leader promotes it as soon as it has caught up (thesis 4.2.1).
     *
     * @param address where the others reach it; opaque to Raft
     */
    record Add(NodeId node, String address) implements Change {}

    /** A node is reached elsewhere from now on. */
    record Move(NodeId node, String address) implements Change {}

    /** Learners that have caught up become voters. */
    record Promote(List<NodeId> nodes) implements Change {
        public Promote {
            nodes = nodes.stream().sorted().distinct().toList();
        }
    }

    /** These nodes go, for ever: none of them can be added again. */
    record Remove(List<NodeId> nodes) implements Change {
        public Remove {
            nodes = nodes.stream().sorted().distinct().toList();
        }
    }
}
