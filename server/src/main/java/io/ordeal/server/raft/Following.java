package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.Promise;
import io.ordeal.server.raft.Message.Accepted;
import io.ordeal.server.raft.Message.AppendRequest;
import io.ordeal.server.raft.Message.Rejected;
import io.ordeal.server.raft.Role.Follower;
import java.util.List;
import java.util.Optional;

/** A follower's side of the log: Figure 2, "AppendEntries RPC, receiver implementation". */
final class Following {

    private Following() {}

    static RaftState receive(RaftState state, NodeId from, AppendRequest request, List<Effect> out) {
        if (request.term() < state.term()) {
            // The answer's term makes an outdated leader step down.
            out.add(new Promise(from, refusal(state, request)));
            return state;
        }
        RaftState follower = hear(state, from, request, out);
        if (!agrees(follower.log(), request.previous())) {
            out.add(new Promise(from, refusal(follower, request)));
            return follower;
        }
        long matched = request.previous().index() + request.entries().size();
        out.add(new Promise(from, new Accepted(follower.term(), matched, request.round())));
        return follower.with(merge(follower, request.entries())).committedThrough(Math.min(request.commit(), matched));
    }

    /** The leader of this term or a later one speaks: it is followed, and no election is due. */
    static RaftState hear(RaftState state, NodeId leader, Message message, List<Effect> out) {
        RaftState current = Election.adopt(state, message, out);
        if (current.leads()) {
            throw new IllegalStateException(
                    "two leaders in term " + message.term() + ": " + leader + " and " + current.self());
        }
        out.add(new Arm(Timeout.ELECTION));
        out.add(new Arm(Timeout.STICKINESS));
        return current.as(new Follower(Optional.of(leader), true));
    }

    /** The consistency check: the entry before the new ones is there, so all before it are the same (§5.3). */
    private static boolean agrees(RaftLog log, EntryId previous) {
        return log.has(previous);
    }

    /** Entries that are there already stay; the first one that conflicts goes, with all that follow it (§5.3). */
    private static RaftLog merge(RaftState state, List<Entry> entries) {
        RaftLog log = state.log();
        int known = 0;
        while (known < entries.size() && log.has(entries.get(known).id())) {
            known++;
        }
        if (known == entries.size()) {
            return log;
        }
        List<Entry> fresh = entries.subList(known, entries.size());
        long kept = fresh.getFirst().index() - 1;
        if (kept < state.commit()) {
            throw new IllegalStateException(
                    "entry " + fresh.getFirst().id() + " conflicts with what is committed up to " + state.commit());
        }
        return log.keep(kept).append(fresh);
    }

    private static Rejected refusal(RaftState state, AppendRequest request) {
        EntryId previous = request.previous();
        EntryId hint = state.log().lastUpTo(previous.index(), previous.term());
        return new Rejected(state.term(), previous.index(), hint, request.round());
    }
}
