package io.ordeal.server.node;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import io.ordeal.server.raft.Ticket;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers which requests have taken effect, so that a request that is proposed twice takes effect once (thesis 6.3).
 * Part of the replicated state: every node that has applied the same entries remembers the same. That a node forgets
 * requests which their origin has settled keeps it small.
 */
final class Sessions {

    /** The least that a session takes. */
    private static final int SESSION_BYTES = 22;

    private final TreeMap<NodeId, Session> sessions = new TreeMap<>();

    /** Whether the command of this proposal is to take effect now; if so, never again. */
    boolean admit(Proposal proposal) {
        Ticket ticket = proposal.ticket();
        Session session = sessions.get(ticket.node());
        if (session == null || session.boot < ticket.boot()) {
            session = new Session(ticket.boot(), 0);
            sessions.put(ticket.node(), session);
        }
        return session.boot == ticket.boot() && session.admit(ticket.number(), proposal.settled());
    }

    /** The same, to be remembered as they are now. */
    Sessions copy() {
        var copy = new Sessions();
        sessions.forEach((node, session) -> copy.sessions.put(node, session.copy()));
        return copy;
    }

    /** Equal for equal sessions, and else most probably not. */
    long digest() {
        long[] digest = {1};
        sessions.forEach((node, session) -> {
            digest[0] = 31 * (31 * digest[0] + node.value().hashCode()) + session.boot;
            digest[0] = 31 * digest[0] + session.settled;
            session.applied.forEach(number -> digest[0] = 31 * digest[0] + number);
        });
        return digest[0];
    }

    void writeTo(Encoder out) {
        out.int32(sessions.size());
        sessions.forEach((node, session) -> {
            out.text(node.value()).int64(session.boot).int64(session.settled).int32(session.applied.size());
            session.applied.forEach(out::int64);
        });
    }

    static Sessions readFrom(Decoder in) throws FormatException {
        var read = new Sessions();
        List<Named> all = in.list(SESSION_BYTES, Sessions::session);
        all.forEach(named -> read.sessions.put(named.node(), named.session()));
        return read;
    }

    private record Named(NodeId node, Session session) {}

    private static Named session(Decoder in) throws FormatException {
        String node = in.text();
        if (node.isEmpty()) {
            throw new FormatException("a session of a node without a name");
        }
        var session = new Session(in.int64(), in.int64());
        session.applied.addAll(in.list(Long.BYTES, Decoder::int64));
        return new Named(new NodeId(node), session);
    }

    /** The requests of one start of one node. */
    private static final class Session {
        private final long boot;
        private final TreeSet<Long> applied = new TreeSet<>();
        private long settled;

        Session(long boot, long settled) {
            this.boot = boot;
            this.settled = settled;
        }

        boolean admit(long number, long settledBefore) {
            if (settledBefore > settled) {
                settled = settledBefore;
                applied.headSet(settled).clear();
            }
            return number >= settled && applied.add(number);
        }

        Session copy() {
            var copy = new Session(boot, settled);
            copy.applied.addAll(applied);
            return copy;
        }
    }
}
