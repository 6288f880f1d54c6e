package io.ordeal.server.node;

import io.ordeal.server.journal.Journal;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import java.util.List;

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

    /** These entries are committed. */
    void apply(List<Entry> entries, StateMachine machine) {
        for (Entry entry : entries) {
            machine.apply(entry).ifPresent(outcome -> clients.applied(entry, outcome));
        }
        clients.answerReads();
        snapshots.applied();
    }

    /** Puts a snapshot that has come in place of the state machine. */
    void install(Snapshot snapshot, StateMachine machine) {
        long seen = machine.keys().index();
        snapshots.install(snapshot);
        clients.jumped(seen);
        clients.answerReads();
    }
}
