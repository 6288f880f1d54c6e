package io.ordeal.docker;

import io.ordeal.nemesis.topology.NodeName;

/** A node as the others find it. */
public record Member(NodeName name, String address) {

    /** Such as {@code http://10.0.0.11:2380}. */
    public String url(int port) {
        return "http://%s:%d".formatted(address, port);
    }
}
