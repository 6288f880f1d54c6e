package io.ordeal.server.peer;

import io.ordeal.server.raft.NodeId;
import io.ordeal.server.tls.Tls;
import java.time.Duration;
import java.util.Optional;

/**
 * How a node takes part in its cluster's network.
 *
 * @param token names the cluster; nodes of another are refused
 * @param cluster its id; nodes of another are refused
 * @param address where others reach this node, until the members know better
 * @param tls for links that are encrypted, in either direction
 * @param silence a link over which no echo comes back for so long is closed and opened again. TCP itself would notice
 *     much later, and after packets were dropped for a while it waits about as long again before it tries once more.
 */
public record PeerSettings(
        String token, String cluster, NodeId self, String address, Optional<Tls> tls, Duration silence) {

    /** A peer that was accepted may send messages up to this size; before, hardly anything. */
    static final int MAX_PARCEL_BYTES = 256 << 20;

    static final int MAX_HANDSHAKE_BYTES = 4096;

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
