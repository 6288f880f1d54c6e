package io.ordeal.server.ports;

import io.ordeal.server.raft.Message;
import io.ordeal.server.raft.NodeId;

/** The way to the other nodes. It promises nothing: messages are lost, late, doubled and out of order. */
public interface Network {

    /** Sends a message if it can; never blocks, never fails. */
    void send(NodeId to, Message message);
}
