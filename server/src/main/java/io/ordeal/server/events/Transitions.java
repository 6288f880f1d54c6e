package io.ordeal.server.events;

import io.ordeal.server.events.Transition.LeaderKnown;
import io.ordeal.server.events.Transition.LeaderLost;
import io.ordeal.server.events.Transition.LogTruncated;
import io.ordeal.server.events.Transition.Part;
import io.ordeal.server.events.Transition.RoleChanged;
import io.ordeal.server.events.Transition.SnapshotInstalled;
import io.ordeal.server.events.Transition.SnapshotSending;
import io.ordeal.server.events.Transition.SnapshotSent;
import io.ordeal.server.events.Transition.SnapshotTaken;
import io.ordeal.server.events.Transition.TermBegan;
import io.ordeal.server.events.Transition.TermCommitted;
import io.ordeal.server.events.Transition.VoteGranted;
import io.ordeal.server.raft.Effect;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Progress;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Role;
import io.ordeal.server.raft.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step of Raft is worth telling. Most steps are worth nothing, and cost next to nothing here. */
public final class Transitions {

    private Transitions() {}

    /** What has happened between {@code before} and the state of {@code step}, in the order in which one would tell it. */
    public static List<Transition> of(RaftState before, Input input, Step step) {
        var told = new ArrayList<Transition>(0);
        RaftState after = step.state();
        standing(before, after, told);
        log(before, step, told);
        snapshots(before, input, after, told);
        return told;
    }

    private static void standing(RaftState before, RaftState after, List<Transition> told) {
        if (before.term() != after.term()) {
            told.add(new TermBegan(before.term()));
        }
        after.hard().vote().filter(_ -> !before.hard().equals(after.hard())).ifPresent(candidate -> {
            told.add(new VoteGranted(candidate));
        });
        Part from = part(before.role());
        Part to = part(after.role());
        if (from != to) {
            told.add(new RoleChanged(from, to));
        }
        leader(before, after, told);
    }

    private static void leader(RaftState before, RaftState after, List<Transition> told) {
        Optional<NodeId> old = before.leader();
        Optional<NodeId> now = after.leader();
        if (now.isPresent() && (!now.equals(old) || before.term() != after.term())) {
            told.add(new LeaderKnown(now.get()));
        } else if (now.isEmpty() && old.isPresent()) {
            told.add(new LeaderLost(old.get()));
        }
    }

    private static void log(RaftState before, Step step, List<Transition> told) {
        RaftState after = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Persist persist
                    && persist.keepThrough() < before.log().lastIndex()) {
                long removed = before.log().lastIndex() - persist.keepThrough();
                told.add(new LogTruncated(persist.keepThrough(), removed));
            } else if (effect instanceof Effect.SendSnapshot piece && piece.offset() == 0) {
                told.add(new SnapshotSending(
                        piece.to(), piece.snapshot().index(), piece.snapshot().bytes()));
            } else if (effect instanceof Effect.Install(var snapshot)) {
                told.add(new SnapshotInstalled(snapshot.index(), snapshot.bytes()));
            }
        }
        if (after.commit() > before.commit()) {
            long term = after.log().id(after.commit()).term();
            if (term > before.log().id(before.commit()).term()) {
                told.add(new TermCommitted(term, after.commit()));
            }
        }
    }

    private static void snapshots(RaftState before, Input input, RaftState after, List<Transition> told) {
        switch (input) {
            case Input.SnapshotReady(var snapshot, var _) -> {
                boolean taken = snapshot.index() <= before.commit()
                        && snapshot.index() > before.snapshot().index();
                if (taken) {
                    told.add(new SnapshotTaken(snapshot.index(), snapshot.bytes()));
                }
            }
            case Input.Received(NodeId from, var _) -> sent(before, after, from).ifPresent(told::add);
            case Input.TimedOut _,
                    Input.Proposed _,
                    Input.ReadRequested _,
                    Input.Reconfigure _,
                    Input.TransferTo _,
                    Input.SnapshotSpoilt _,
                    Input.Persisted _ -> {}
        }
    }

    /** The transfer to {@code to} is over, since it has come as far as the snapshot goes. */
    private static Optional<Transition> sent(RaftState before, RaftState after, NodeId to) {
        if (!(before.role() instanceof Role.Leader then) || !(after.role() instanceof Role.Leader now)) {
            return Optional.empty();
        }
        Progress old = then.followers().get(to);
        Progress progress = now.followers().get(to);
        if (old == null || progress == null || progress.transfer().isPresent()) {
            return Optional.empty();
        }
        return old.transfer()
                .map(transfer -> new SnapshotSent(to, transfer.snapshot().index()));
    }

    /** What a role is called. */
    public static Part part(Role role) {
        return switch (role) {
            case Role.Follower _ -> Part.FOLLOWER;
            case Role.PreCandidate _ -> Part.PRE_CANDIDATE;
            case Role.Candidate _ -> Part.CANDIDATE;
            case Role.Leader _ -> Part.LEADER;
        };
    }
}
