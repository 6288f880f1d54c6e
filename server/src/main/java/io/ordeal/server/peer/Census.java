package io.ordeal.server.peer;

import io.ordeal.server.raft.NodeId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as one of its members knows it.
 *
 * @param cluster its id
 * @param members those that are known to be members, and where they are reached
 * @param voters those of them that have once caught up with the others
 */
public record Census(String cluster, SortedMap<NodeId, String> members, List<NodeId> voters) {
    public Census {
        voters = List.copyOf(voters);
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }
}
