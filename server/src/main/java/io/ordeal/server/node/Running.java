package io.ordeal.server.node;

import io.ordeal.server.journal.Journal;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Ticket;
import java.util.ArrayList;
import java.util.List;

/** What of a node exists only once its disk has been read. */
final class Running {

    final Journal journal;
    final Snapshotter snapshots;
    final Clients clients;
    final Requests requests;
    private final StateMachine machine;
    RaftState raft;

    /** Whether requests of clients may go to Raft yet. */
    boolean serving;

    Running(Journal journal, Snapshotter snapshots, Clients clients, StateMachine machine, RaftState raft) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.clients = clients;
        this.requests = clients.requests();
        this.machine = machine;
        this.raft = raft;
    }

    /** The start of the node is on the disk. */
    void serve() {
        serving = true;
        snapshots.begin();
    }

    /** What clients have asked for since this was called last, or what must be asked again. */
    List<Input> asked(long nanos) {
        var asked = new ArrayList<Input>(2);
        List<Proposal> proposals = requests.proposals(nanos);
        if (!proposals.isEmpty()) {
            asked.add(new Input.Proposed(proposals));
        }
        List<Ticket> queries = requests.queries(nanos);
        if (!queries.isEmpty()) {
            asked.add(new Input.ReadRequested(queries));
        }
        return asked;
    }

    Figures figures(Diary diary) {
        return new Figures(
                raft.leader().isPresent(),
                raft.leads(),
                diary.leaderChanges(),
                raft.term(),
                raft.commit(),
                machine.applied(),
                requests.figures(),
                diary.snapshots(),
                clients.statistics());
    }

    /** These entries are committed. */
    void apply(List<Entry> entries, Expiry expiry) {
        for (Entry entry : entries) {
            machine.apply(entry).ifPresent(outcome -> {
                clients.applied(entry, outcome);
                expiry.applied(outcome);
            });
        }
        clients.answerReads();
        snapshots.applied(entries);
    }

    /** Puts a snapshot that has come in place of the state machine. */
    void install(Snapshot snapshot) {
        long seen = machine.keys().index();
        snapshots.install(snapshot);
        clients.jumped(seen);
        clients.answerReads();
    }
}
