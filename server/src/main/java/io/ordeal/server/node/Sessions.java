package io.ordeal.server.node;

import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers which requests have taken effect, so that a request that is proposed twice takes effect once (thesis 6.3).
 * Part of the replicated state: every node that has applied the same entries remembers the same. That a node forgets
 * requests which their origin has settled keeps it small.
 */
final class Sessions {

    private final TreeMap<NodeId, Session> sessions = new TreeMap<>();

    /** Whether the command of this proposal is to take effect now; if so, never again. */
    boolean admit(Proposal proposal) {
        Ticket ticket = proposal.ticket();
        Session session = sessions.get(ticket.node());
        if (session == null || session.boot < ticket.boot()) {
            session = new Session(ticket.boot());
            sessions.put(ticket.node(), session);
        }
        return session.boot == ticket.boot() && session.admit(ticket.number(), proposal.settled());
    }

    /** The requests of one start of one node. */
    private static final class Session {
        private final long boot;
        private final TreeSet<Long> applied = new TreeSet<>();
        private long settled;

        Session(long boot) {
            this.boot = boot;
        }

        boolean admit(long number, long settledBefore) {
            if (settledBefore > settled) {
                settled = settledBefore;
                applied.headSet(settled).clear();
            }
            return number >= settled && applied.add(number);
        }
    }
}
