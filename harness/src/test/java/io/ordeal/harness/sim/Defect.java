package io.ordeal.harness.sim;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.ordeal.server.format.Encoder;
import io.ordeal.server.keys.Node;
import io.ordeal.server.raft.Configurations;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;

/** A safeguard of the server, and what takes it away: one method of one class, changed while the server runs. */
@SuppressWarnings("UnusedVariable") // What advice assigns to its parameters, the instrumented method reads.
enum Defect {
    /** §5.4.1: votes for candidates whatever their logs. */
    NO_ELECTION_RESTRICTION("raft.Election", "upToDate", Yes.class),
    /** §5.2: votes more than once in a term. */
    SEVERAL_VOTES("raft.Election", "free", Yes.class),
    /** Takes half of the members for a majority of them. */
    HALF_IS_A_MAJORITY("raft.Configuration", "majority", OneLess.class),
    /** §6: goes by a configuration that is gone from its log. */
    KEEPS_TRUNCATED_CONFIGURATION("raft.Configurations", "kept", AllPlaced.class),
    /** Thesis 4.3: while joint, asks only the new voters. */
    COUNTS_ONLY_THE_NEW("raft.Configuration", "halves", Advices.NewHalf.class),
    /** Thesis 4.3: while joint, asks only the old voters. */
    COUNTS_ONLY_THE_OLD("raft.Configuration", "halves", Advices.OldHalf.class),
    /** Thesis 4.2.1: counts learners like voters. */
    COUNTS_LEARNERS("raft.Configuration", "halves", Advices.LearnersToo.class),
    /** §6: counts who was removed. */
    COUNTS_THE_REMOVED("raft.Configuration", "settled", Advices.OutgoingStay.class),
    /** §6: counts votes, and does not look whose. */
    COUNTS_ANY_VOTE("raft.Election", "isElected", Advices.ByNumber.class),
    /** §6: goes by a configuration only once that is committed. */
    GOES_BY_COMMITTED_CONFIGURATION("raft.RaftState", "configuration", Advices.Committed.class),
    /** After a start, goes by what is in the snapshot, whatever the log says. */
    FORGETS_CONFIGURATION_IN_LOG("raft.Raft", "start", Advices.AsOfSnapshot.class),
    /** After a start, goes by the configuration with which the cluster began, whatever the snapshot says. */
    FORGETS_CONFIGURATION_IN_SNAPSHOT("node.Snapshotter", "configuration", Advices.Founders.class),
    /** §6: goes from one set of voters to another without a joint configuration. */
    CHANGES_AT_ONCE("raft.Configuration", "after", Advices.AtOnce.class),
    /** Thesis 4.2.1: promotes learners that have not caught up. */
    PROMOTES_LAGGARDS("raft.Reconfiguration", "hasCaughtUp", Yes.class),
    /** Thesis 4.2.3: does not tell who was removed. */
    TELLS_NOBODY_OF_REMOVAL("raft.Election", "hasGone", Advices.No.class),
    /** Thesis 4.1: begins a change while another is under way. */
    CHANGES_WHILE_CHANGING("raft.Reconfiguration", "isSettled", Yes.class),
    /** §6: begins the new configuration before the joint one is committed. */
    SETTLES_TOO_EARLY("raft.Reconfiguration", "mayFollow", Advices.Joint.class),
    /** §6: a leader steps down before the configuration without it is committed. */
    LEAVES_TOO_EARLY("raft.Reconfiguration", "mayLeave", Advices.WithoutItself.class),
    /** Figure 2: does not write down whom it voted for. */
    FORGETS_ITS_VOTE("journal.Journal", "append", Voteless.class),
    /** §5.4.2: commits entries of earlier terms by counting. */
    COUNTS_OLD_TERMS("raft.Replication", "ofOwnTerm", Yes.class),
    /** Thesis 6.4, step 1: reads before an entry of the leader's term is committed. */
    READS_TOO_EARLY("raft.Reads", "knowsCommit", Yes.class),
    /** Thesis 6.4, step 3: reads without asking whether it still leads. */
    READS_UNCONFIRMED("raft.Reads", "confirmed", Yes.class),
    /** Answers before its disk has what the answer promises. */
    PROMISES_BEFORE_SYNC("node.Promises", "restsOnNothing", Yes.class),
    /** §5.3: takes entries whatever precedes them. */
    NO_LOG_MATCHING("raft.Following", "agrees", Yes.class),
    /** Thesis 6.3: lets a command that was proposed twice take effect twice. */
    APPLIES_TWICE("node.Sessions", "admit", Yes.class),
    /** Thesis 10.2.1: a leader counts itself before its disk has the entry. */
    COUNTS_ITSELF_BEFORE_SYNC("raft.RaftState", "durable", Everything.class),
    /** Figure 13: a wrong term goes into a snapshot as that of its last entry. */
    WRONG_TERM_IN_SNAPSHOT("node.StateMachine", "last", NextTerm.class),
    /** Thesis 6.3: what keeps commands from applying twice does not go into snapshots. */
    NO_SESSIONS_IN_SNAPSHOT("node.Sessions", "writeTo", Nobody.class),
    /** When nodes expire does not go into snapshots. */
    NO_ENDS_IN_SNAPSHOT("keys.KeySpaceWriter", "attributes", Endless.class),
    /** Figure 13, rules 6 and 7: a log that conflicts with a snapshot is kept. */
    KEEPS_CONFLICTING_LOG("raft.Compaction", "keepsSuffix", Yes.class),
    /** Figure 13: takes pieces of a snapshot wherever they belong. */
    TAKES_ANY_PIECE("raft.Installation", "fits", Yes.class),
    /** Takes a snapshot for durable while it has no name yet, and removes the segments that it stands for. */
    FORGETS_BEFORE_SNAPSHOT_IS_DURABLE("journal.SnapshotFiles", "publish", TooEarly.class),
    /** Removes segments with entries that no snapshot has. */
    FORGETS_TOO_MUCH("journal.Journal$Closed", "highest", None.class);

    private final String type;
    private final String method;
    private final Class<?> advice;

    Defect(String type, String method, Class<?> advice) {
        this.type = "io.ordeal.server." + type;
        this.method = method;
        this.advice = advice;
    }

    /** Runs {@code action} with the defect in every server of this process. */
    void during(Runnable action) {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        ResettableClassFileTransformer change = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .type(named(type))
                .transform(
                        (builder, _, _, _, _) -> builder.visit(Advice.to(advice).on(named(method))))
                .installOn(instrumentation);
        try {
            action.run();
        } finally {
            change.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
        }
    }

    /** Always says yes. */
    static final class Yes {
        private Yes() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean answer) {
            answer = true;
        }
    }

    /** Keeps all. */
    static final class AllPlaced {
        private AllPlaced() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Configurations all, @Advice.Return(readOnly = false) int number) {
            number = all.placed().size();
        }
    }

    /** Nothing. */
    static final class None {
        private None() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long number) {
            number = 0;
        }
    }

    /** The right index in the wrong term. */
    static final class NextTerm {
        private NextTerm() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) EntryId id) {
            id = new EntryId(id.term() + 1, id.index());
        }
    }

    /** Nobody has asked for anything. */
    static final class Nobody {
        private Nobody() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Encoder out) {
            out.int32(0);
            return true;
        }
    }

    /** Everything lives for ever. */
    static final class Endless {
        private Endless() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Encoder out, @Advice.Argument(1) Node node) {
            out.int64(node.modified()).int64(node.created()).int64(Node.NEVER);
            return true;
        }
    }

    /** What is to be told afterwards is told before, and not again. */
    static final class TooEarly {
        private TooEarly() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) Snapshot snapshot,
                @Advice.Argument(value = 1, readOnly = false) Consumer<Snapshot> durable) {
            durable.accept(snapshot);
            durable = Stream.builder();
        }
    }

    /** One less than it should be. */
    static final class OneLess {
        private OneLess() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int number) {
            number = number - 1;
        }
    }

    /** Everything in the log counts as durable. */
    static final class Everything {
        private Everything() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This RaftState state, @Advice.Return(readOnly = false) long index) {
            index = state.log().lastIndex();
        }
    }

    /** The vote does not reach the disk. */
    static final class Voteless {
        private Voteless() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) HardState hard) {
            hard = new HardState(hard.term(), Optional.empty());
        }
    }
}
