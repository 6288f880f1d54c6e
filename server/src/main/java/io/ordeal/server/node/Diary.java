package io.ordeal.server.node;

import io.ordeal.server.events.Occurrence;
import io.ordeal.server.events.Transition;
import io.ordeal.server.events.Transitions;
import io.ordeal.server.ports.Clock;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Input;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Step;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells what is worth telling of a node, with the time and the term of it. */
final class Diary {

    /** So many entries lie between two that are told to be applied. */
    private static final int APPLIED = 256;

    private final NodeId self;
    private final Clock clock;
    private final Consumer<? super Occurrence> reader;
    private long term;
    private long leaders;
    private long taken;
    private long installed;

    Diary(NodeId self, Clock clock, Consumer<? super Occurrence> reader) {
        this.self = self;
        this.clock = clock;
        this.reader = reader;
    }

    void started(long boot, RaftState raft) {
        term = raft.term();
        tell(new Transition.Started(
                boot, raft.log().lastIndex(), raft.snapshot().index()));
    }

    void stepped(RaftState before, Input input, Step step) {
        term = step.state().term();
        for (Transition transition : Transitions.of(before, input, step)) {
            count(transition);
            tell(transition);
        }
    }

    private void count(Transition transition) {
        switch (transition) {
            case Transition.LeaderKnown _ -> leaders++;
            case Transition.SnapshotTaken _ -> taken++;
            case Transition.SnapshotInstalled _ -> installed++;
            default -> {}
        }
    }

    /** How often a new leader became known. */
    long leaderChanges() {
        return leaders;
    }

    Figures.Snapshots snapshots() {
        return new Figures.Snapshots(taken, installed);
    }

    /** An entry was applied, after which the state machine has this digest when it is asked. */
    void applied(EntryId entry, LongSupplier digest) {
        if (entry.index() % APPLIED == 0) {
            tell(new Transition.Applied(entry.index(), entry.term(), digest.getAsLong()));
        }
    }

    void stopped() {
        tell(new Transition.Stopped());
    }

    void failed(Throwable cause) {
        String reason = String.valueOf(cause);
        tell(cause instanceof IOException ? new Transition.DiskFailed(reason) : new Transition.Failed(reason));
    }

    private void tell(Transition transition) {
        reader.accept(new Occurrence(clock.wallMillis(), clock.nanos(), self, term, transition));
    }
}
