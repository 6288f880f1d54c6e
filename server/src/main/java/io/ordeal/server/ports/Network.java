package io.ordeal.server.ports;

import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;

/** The way to the other nodes. It promises nothing: messages are lost, late, doubled and out of order. */
public interface Network {

    /** Sends a message if it can; never blocks, never fails. */
    void send(NodeId to, Message message);

    /**
     * From now on these are the nodes to talk to, and this is where they are. A network that has everybody on it anyway
     * need not care.
     *
     * @param latest that this node knows of, committed or not
     * @param applied whoever was removed by it has gone for ever, and may be told so
     */
    default void configure(Configuration latest, Configuration applied) {}

    /** Says whether a node can be reached at the moment, as far as that is known; if it is not, it can. */
    default boolean reaches(NodeId node) {
        return true;
    }
}
