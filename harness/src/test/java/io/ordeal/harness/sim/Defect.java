package io.ordeal.harness.sim;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.RaftState;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
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
    HALF_IS_A_MAJORITY("raft.Group", "majority", OneLess.class),
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
    COUNTS_ITSELF_BEFORE_SYNC("raft.RaftState", "durable", Everything.class);

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
