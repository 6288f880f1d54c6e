package io.ordeal.server.node;

import io.ordeal.server.journal.Journal;
import io.ordeal.server.raft.RaftState;

/** What exists of a node only once the journal has been read. */
final class Running {

    final Journal journal;
    final Clients clients;
    final Requests requests;
    RaftState raft;
    boolean serving;

    Running(Journal journal, Clients clients, RaftState raft) {
        this.journal = journal;
        this.clients = clients;
        this.requests = clients.requests();
        this.raft = raft;
    }
}
