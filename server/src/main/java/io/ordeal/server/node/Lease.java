package io.ordeal.server.node;

import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Role.Leader;
import java.time.Duration;

/**
 * The time for which a leader may answer reads by itself (thesis 6.4.1). Whoever has answered it elects nobody else for an
 * election timeout, on its own clock; so this holds only where no clock runs much faster than another.
 */
final class Lease {

    /** Clocks may differ by a tenth. */
    private static final double CAUTION = 0.9;

    private static final long NO_TERM = -1;

    private final long nanos;
    private long term = NO_TERM;
    private long until;
    private long asked;
    private long barred = NO_TERM;

    Lease(Duration election) {
        this.nanos = (long) (election.toNanos() * CAUTION);
    }

    /** How long it is, on the leader's clock. */
    long nanos() {
        return nanos;
    }

    /** Raft was stepped. Once a leader has begun to hand on, its heir may be elected at any time. */
    void stepped(RaftState raft) {
        if (raft.role() instanceof Leader leader && leader.heir().isPresent()) {
            barred = raft.term();
        }
    }

    /** A majority has answered this leader, after it was asked at that moment on its own clock. */
    void renew(RaftState raft, long moment) {
        if (raft.leads() && (term != raft.term() || moment + nanos - until > 0)) {
            term = raft.term();
            until = moment + nanos;
        }
    }

    /** Whether it is time to ask the others again, so that the lease does not end while reads come. */
    boolean isDue(long now) {
        boolean due = until - now < nanos / 2 && now - asked > nanos / 4;
        asked = due ? now : asked;
        return due;
    }

    /** Whether whatever is committed here is all that is committed anywhere. */
    boolean holds(RaftState raft, long now) {
        return raft.leads() && term == raft.term() && barred != raft.term() && until - now > 0;
    }
}
