package io.ordeal.server.node;

import io.ordeal.server.journal.Journal;
import io.ordeal.server.ports.Network;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a node exists only once its disk has been read. */
final class Running {

    final Journal journal;
    final Snapshotter snapshots;
    final Clients clients;
    final Requests requests;
    private final StateMachine machine;
    private final Network network;
    private final Optional<Lease> lease;
    RaftState raft;

    /** Whether requests of clients may go to Raft yet. */
    boolean serving;

    Running(
            Journal journal,
            Snapshotter snapshots,
            Clients clients,
            StateMachine machine,
            Network network,
            Optional<Lease> lease,
            RaftState raft) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.clients = clients;
        this.requests = clients.requests();
        this.machine = machine;
        this.network = network;
        this.lease = lease;
        this.raft = raft;
    }

    /** The start of the node is on the disk. */
    void serve() {
        serving = true;
        snapshots.begin();
    }

    /** Raft was there before, and may have found a leader. */
    void stepped(RaftState before) {
        lease.ifPresent(held -> held.stepped(raft));
        boolean newLeader = before.term() != raft.term() || !before.leader().equals(raft.leader());
        if (newLeader && raft.leader().isPresent()) {
            clients.follow();
        }
    }

    /** A majority has answered: these reads are linearizable from {@code index} on. */
    void confirmed(List<Ticket> tickets, long index) {
        clients.confirmed(tickets, index).ifPresent(asked -> lease.ifPresent(held -> held.renew(raft, asked)));
    }

    /** Whether somebody waits for an answer of the cluster. */
    boolean isAsked() {
        return !requests.isEmpty() || !clients.changes().isEmpty();
    }

    /**
     * Gives up requests whose time is over, and submits again what has long had no answer.
     *
     * @param patience of that many nanoseconds
     */
    void tend(long nanos, long patience) {
        requests.expire(nanos);
        requests.resubmit(nanos - patience);
        clients.changes().tend();
    }

    /** What clients have asked for since this was called last, or what must be asked again, of the others. */
    List<Input> asked(NodeId self, long nanos) {
        var asked = new ArrayList<Input>(2);
        List<Proposal> proposals = requests.proposals(nanos);
        if (!proposals.isEmpty()) {
            asked.add(new Input.Proposed(proposals));
        }
        List<Ticket> queries = unanswered(requests.queries(nanos), nanos);
        if (!queries.isEmpty()) {
            asked.add(new Input.ReadRequested(queries));
        }
        clients.changes().due().forEach(change -> asked.add(new Input.Reconfigure(new Ticket(self, 0, 0), change)));
        return asked;
    }

    /** Reads that a lease does not answer at once, and what must be asked to keep the lease. */
    private List<Ticket> unanswered(List<Ticket> queries, long nanos) {
        if (queries.isEmpty() || lease.filter(held -> held.holds(raft, nanos)).isEmpty()) {
            return queries;
        }
        clients.confirmed(queries, raft.commit());
        return lease.filter(held -> held.isDue(nanos))
                .map(held -> List.of(requests.question(nanos, nanos + held.nanos())))
                .orElse(List.of());
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

    /** There may be others to talk to now, or they may be elsewhere. */
    void reach() {
        network.configure(raft.configuration(), machine.membership().current());
    }

    /** These entries are committed. */
    void apply(List<Entry> entries, Expiry expiry, Diary diary) {
        Configuration before = machine.membership().current();
        for (Entry entry : entries) {
            machine.apply(entry).ifPresent(outcome -> {
                clients.applied(entry, outcome);
                expiry.applied(outcome);
            });
            diary.applied(entry.id(), machine::digest);
        }
        clients.caughtUp();
        snapshots.applied(entries);
        if (!before.equals(machine.membership().current())) {
            reach();
        }
    }

    /** Puts a snapshot that has come in place of the state machine. */
    void install(Snapshot snapshot) {
        long seen = machine.keys().index();
        snapshots.install(snapshot);
        clients.jumped(seen);
        clients.caughtUp();
        reach();
    }
}
