package io.ordeal.server.node;

import io.ordeal.server.journal.Journal;
import io.ordeal.server.raft.RaftState;

/** What of a node exists only once its disk has been read. */
final class Running {

    final Journal journal;
    final Snapshotter snapshots;
    final Clients clients;
    final Requests requests;
    RaftState raft;

    /** Whether requests of clients may go to Raft yet. */
    boolean serving;

    Running(Journal journal, Snapshotter snapshots, Clients clients, RaftState raft) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.clients = clients;
        this.requests = clients.requests();
        this.raft = raft;
    }

    /** The start of the node is on the disk. */
    void serve() {
        serving = true;
        snapshots.begin();
    }
}
