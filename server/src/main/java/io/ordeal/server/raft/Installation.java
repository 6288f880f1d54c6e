package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Effect.SendSnapshot;
import io.ordeal.server.raft.Effect.TakeIn;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.Gathered;
import io.ordeal.server.raft.Message.InstallSnapshot;
import io.ordeal.server.raft.Role.Leader;
import io.ordeal.server.raft.Snapshots.Incoming;
import java.util.List;
import java.util.TreeMap;

/**
 * How a follower gets a snapshot when entries that it lacks are gone: §7, Figure 13, "InstallSnapshot RPC"; thesis 5.1.
 * The pieces go beside the heartbeats, a few at a time. The follower answers each with what it has, and that is where
 * its leader goes on.
 */
final class Installation {

    /** So many pieces are under way to one follower: enough that it need not wait for the next. */
    private static final int WINDOW = 2;

    /** A piece that the follower has not told of for so many heartbeats is taken for lost. */
    private static final int PATIENCE = 3;

    private Installation() {}

    /** §7: the leader sends a snapshot when it has already discarded the next entry that it needs to send. */
    static boolean isDue(RaftState state, Progress progress) {
        return progress.transfer().isPresent()
                || progress.next() <= state.log().base().index();
    }

    /** A leader sends what may be under way; and if {@code always}, a heartbeat that asks whether all is installed. */
    static RaftState feed(RaftState state, NodeId to, Progress progress, boolean always, List<Effect> out) {
        Leader leader = (Leader) state.role();
        Transfer transfer = progress.transfer().orElseGet(() -> Transfer.of(state.snapshot()));
        Snapshot snapshot = transfer.snapshot();
        int piece = state.group().snapshotPiece();
        while (!transfer.isAllSent() && transfer.sent() - transfer.taken() < (long) WINDOW * piece) {
            int bytes = (int) Math.min(piece, snapshot.bytes() - transfer.sent());
            out.add(new SendSnapshot(to, state.term(), snapshot, transfer.sent(), bytes));
            transfer = transfer.sentThrough(transfer.sent() + bytes);
        }
        if (always) {
            var heartbeat = new AppendRequest(state.term(), snapshot.last(), List.of(), state.commit(), leader.round());
            out.add(new Send(to, heartbeat));
        }
        return state.as(leader.with(to, progress.with(transfer)));
    }

    /** A heartbeat is due. What has long had no answer goes out again, but not to one of whom nothing is heard. */
    static Leader beat(Leader leader) {
        var followers = new TreeMap<>(leader.followers());
        followers.replaceAll((_, progress) -> progress.transfer()
                .filter(_ -> progress.heard())
                .map(transfer -> progress.with(transfer.idle() < PATIENCE ? transfer.idler() : transfer.again()))
                .orElse(progress));
        return leader.with(followers);
    }

    /**
     * A follower tells its leader how much it has. If it tells the same again, a piece has overtaken the one before it,
     * or that one was lost; else what tells nothing new comes late, or twice. If it has lost what it had, it is sent that again with the next heartbeat, and no sooner: what has happened once may happen again.
     */
    static RaftState gathered(RaftState state, NodeId from, Gathered gathered, List<Effect> out) {
        if (gathered.term() < state.term()
                || !(state.role() instanceof Leader leader)
                || !leader.followers().containsKey(from)) {
            return state;
        }
        Progress progress = Replication.follower(leader, from).answered(0);
        RaftState heard = state.as(leader.with(from, progress));
        Transfer before = progress.transfer()
                .filter(transfer -> transfer.snapshot().equals(gathered.snapshot()))
                .orElse(Transfer.of(Snapshot.NONE));
        if (before.isMissing(gathered.offset())) {
            return feed(heard, from, progress.with(before.repeat()), false, out);
        }
        if (gathered.offset() == before.taken()
                || gathered.offset() > before.snapshot().bytes()) {
            return heard;
        }
        Progress moved = progress.with(before.takenThrough(gathered.offset()));
        return gathered.offset() > before.taken()
                ? feed(heard, from, moved, false, out)
                : heard.as(leader.with(from, moved));
    }

    /** A follower gets a piece (Figure 13, "receiver implementation"). */
    static RaftState receive(RaftState state, NodeId from, InstallSnapshot piece, List<Effect> out) {
        if (piece.term() < state.term()) {
            // Rule 1. The answer's term makes an outdated leader step down.
            out.add(new Promise(from, new Gathered(state.term(), piece.snapshot(), 0)));
            return state;
        }
        RaftState follower = Following.hear(state, from, piece, out);
        if (piece.snapshot().index() <= follower.commit()) {
            // What is committed here is in every later leader's log (§5.4), so there is nothing to gain.
            out.add(new Promise(from, new Accepted(follower.term(), follower.commit(), 0)));
            return follower;
        }
        if (isOutdated(follower, piece)) {
            return follower;
        }
        Incoming before = follower.snapshots()
                .incoming()
                .filter(coming -> coming.snapshot().equals(piece.snapshot()))
                .orElse(new Incoming(piece.term(), piece.snapshot(), 0));
        if (!fits(before, piece)) {
            out.add(new Send(from, new Gathered(follower.term(), piece.snapshot(), before.offset())));
            return follower;
        }
        // Rules 2 to 4.
        out.add(new TakeIn(piece.snapshot(), piece.offset(), piece.data()));
        var after = new Incoming(piece.term(), piece.snapshot(), piece.offset() + piece.data().length);
        out.add(new Send(from, new Gathered(follower.term(), piece.snapshot(), after.offset())));
        return follower.with(follower.snapshots().taking(after));
    }

    /** Only the piece that comes next is taken. */
    private static boolean fits(Incoming before, InstallSnapshot piece) {
        return piece.offset() == before.offset()
                && piece.data().length > 0
                && piece.data().length <= piece.snapshot().bytes() - piece.offset();
    }

    /** In one term, a leader goes on to later snapshots only: a piece of an earlier one was long under way. */
    private static boolean isOutdated(RaftState state, InstallSnapshot piece) {
        return state.snapshots()
                .incoming()
                .filter(coming -> coming.term() == piece.term()
                        && piece.snapshot().index() < coming.snapshot().index())
                .isPresent();
    }
}
