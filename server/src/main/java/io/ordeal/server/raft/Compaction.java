package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Role.Leader;
import java.util.List;

/** How a snapshot that is durable on this node takes the place of log entries: §7, thesis 5.1. */
final class Compaction {

    /** Of the tail of the log that stays, if the driver asks for one, no more than so much. */
    private static final long TAIL_BYTES = 16 << 20;

    private Compaction() {}

    /** A snapshot is durable here. One that goes beyond what is committed was sent by a leader, and is installed. */
    static RaftState ready(RaftState state, Snapshot snapshot, Configuration configuration, List<Effect> out) {
        if (snapshot.index() <= state.snapshot().index()) {
            return state;
        }
        RaftState covered = state.with(state.snapshots().with(snapshot));
        return compacted(snapshot.index() > state.commit() ? install(covered, snapshot, configuration, out) : covered);
    }

    /** A node starts with a snapshot, and what it has of the log. */
    static RaftState compacted(RaftState state) {
        long index = dispensable(state);
        return index <= state.log().base().index()
                ? state
                : state.with(state.log().compact(index));
    }

    /** Figure 13, rules 6 to 8; rule 8 with the snapshot's configuration. The driver resets the state machine as the difference of the states tells it. */
    private static RaftState install(
            RaftState state, Snapshot snapshot, Configuration configuration, List<Effect> out) {
        state.leader()
                .filter(leader -> !state.leads())
                .ifPresent(leader -> out.add(new Promise(leader, new Accepted(state.term(), snapshot.index(), 0))));
        RaftState kept = keepsSuffix(state.log(), snapshot.last())
                ? state
                : state.with(RaftLog.after(snapshot.last())).with(Configurations.asOf(snapshot.index(), configuration));
        return kept.durableThrough(snapshot.index()).committedThrough(snapshot.index());
    }

    /**
     * Rule 6: a log that has the snapshot's last entry agrees with it, and keeps what follows. Rule 7: any other log
     * conflicts, or ends before, and goes as a whole.
     */
    private static boolean keepsSuffix(RaftLog log, EntryId last) {
        return log.has(last);
    }

    /**
     * Up to which index the log can go. It keeps a tail for followers that lag but little; and of what follows a
     * snapshot that is on its way to a follower, all that the follower will need next.
     */
    private static long dispensable(RaftState state) {
        long index =
                state.log().tailBegin(state.snapshot().index(), state.group().tail(), TAIL_BYTES);
        if (state.role() instanceof Leader leader) {
            for (Progress progress : leader.followers().values()) {
                index = Math.min(
                        index,
                        progress.transfer()
                                .filter(_ -> progress.heard())
                                .map(transfer -> transfer.snapshot().index())
                                .orElse(index));
            }
        }
        return index;
    }
}
