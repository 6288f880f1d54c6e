package io.ordeal.server.edge;

import io.ordeal.server.raft.NodeId;
import java.io.IOException;
import java.nio.file.Path;

/** A server cannot start, because it was removed from its cluster for ever. */
final class RemovedException extends IOException {

    private static final long serialVersionUID = 1;

    RemovedException(Path folder, NodeId id) {
        super("member " + id + ", whose data is in " + folder
                + ", was removed from its cluster for ever. Delete that folder; to have it back, add a new member with"
                + " POST /v2/members and start it with --initial-cluster-state existing");
    }
}
