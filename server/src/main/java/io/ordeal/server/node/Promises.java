package io.ordeal.server.node;

import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;
import java.util.ArrayDeque;

/** Holds back messages that rest on what is not durable yet. Writes are counted from 1 in the order of their effects. */
final class Promises {

    private record Held(long rest, NodeId to, Message message) {}

    private final Network network;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long written;
    private long durable;

    Promises(Network network) {
        this.network = network;
    }

    /** A write begins; returns its number. */
    long write() {
        return ++written;
    }

    /** Sends once every write begun so far is durable. */
    void send(NodeId to, Message message) {
        if (restsOnNothing()) {
            network.send(to, message);
        } else {
            held.add(new Held(written, to, message));
        }
    }

    private boolean restsOnNothing() {
        return durable == written;
    }

    /** All writes up to {@code number} are durable. */
    void kept(long number) {
        durable = Math.max(durable, number);
        while (!held.isEmpty() && held.peek().rest() <= durable) {
            Held next = held.remove();
            network.send(next.to(), next.message());
        }
    }
}
