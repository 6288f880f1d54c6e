package io.ordeal.server.peer;

import io.ordeal.server.raft.NodeId;
import io.ordeal.server.tls.Tls;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a node takes part in its cluster's network.
 *
 * @param token names the cluster; nodes of another are refused
 * @param members every member, this node among them; others are refused
 * @param tls for links that are encrypted, in either direction
 * @param silence a link over which no echo comes back for so long is closed and opened again. TCP itself would notice
 *     much later, and after packets were dropped for a while it waits about as long again before it tries once more.
 */
public record PeerSettings(String token, NodeId self, Set<NodeId> members, Optional<Tls> tls, Duration silence) {

    /** A peer that was accepted may send messages up to this size; before, hardly anything. */
    static final int MAX_PARCEL_BYTES = 256 << 20;

    static final int MAX_HANDSHAKE_BYTES = 4096;

    public PeerSettings {
        members = Set.copyOf(new TreeSet<>(members));
        if (!members.contains(self)) {
            throw new IllegalArgumentException(self + " is not among the members " + members);
        }
    }

    /** Every member but this node, in the order of their names. */
    SortedSet<NodeId> others() {
        var others = new TreeSet<>(members);
        others.remove(self);
        return others;
    }

    /** So many echoes in a row are awaited in vain before a link is closed. */
    static final int PULSES = 4;

    /** How often an echo is asked for. */
    Duration pingInterval() {
        return silence.dividedBy(PULSES);
    }

    /** An attempt to connect that takes longer is given up: what was dropped on the way TCP repeats ever more slowly. */
    Duration connectTimeout() {
        return silence.dividedBy(2);
    }

    /** The longest pause between two attempts to connect. */
    Duration maxPause() {
        return silence.dividedBy(2);
    }
}
