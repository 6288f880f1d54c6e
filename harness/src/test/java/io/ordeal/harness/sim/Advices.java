package io.ordeal.harness.sim;

import io.ordeal.server.node.NodeSettings;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Configurations;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.RaftState;
import io.ordeal.server.raft.Snapshot;
import io.ordeal.server.raft.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.asm.Advice;

/** How the defects of membership come about. What stands here becomes part of the methods it is about. */
@SuppressWarnings("UnusedVariable") // What advice assigns to its parameters, the instrumented method reads.
final class Advices {

    private Advices() {}

    static final class NewHalf {
        private NewHalf() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<List<NodeId>> halves) {
            halves = List.of(halves.getFirst());
        }
    }

    static final class OldHalf {
        private OldHalf() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<List<NodeId>> halves) {
            halves = List.of(halves.getLast());
        }
    }

    static final class LearnersToo {
        private LearnersToo() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Configuration configuration, @Advice.Return(readOnly = false) List<List<NodeId>> halves) {
            var all = new ArrayList<NodeId>(configuration.voters());
            all.addAll(configuration.learners());
            halves = configuration.isJoint() ? List.of(all, configuration.outgoing()) : List.of(all);
        }
    }

    static final class OutgoingStay {
        private OutgoingStay() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Configuration joint, @Advice.Return(readOnly = false) Configuration settled) {
            settled = new Configuration(
                    joint.electorate(), List.of(), settled.learners(), joint.addresses(), settled.removed());
        }
    }

    static final class ByNumber {
        private ByNumber() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) RaftState state,
                @Advice.Argument(1) Set<NodeId> votes,
                @Advice.Return(readOnly = false) boolean elected) {
            elected = 2 * votes.size() > state.configuration().voters().size();
        }
    }

    static final class Committed {
        private Committed() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This RaftState state, @Advice.Return(readOnly = false) Configuration configuration) {
            configuration = state.committedConfiguration();
        }
    }

    static final class AsOfSnapshot {
        private AsOfSnapshot() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(3) Snapshot snapshot,
                @Advice.Argument(4) Configuration configuration,
                @Advice.Return(readOnly = false) Step step) {
            RaftState state = step.state();
            step = new Step(
                    new RaftState(
                            state.group(),
                            state.hard(),
                            state.log(),
                            state.snapshots(),
                            new Configurations(List.of(new Configurations.Placed(snapshot.index(), configuration))),
                            state.durable(),
                            state.commit(),
                            state.role()),
                    step.effects());
        }
    }

    static final class Founders {
        private Founders() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("settings") NodeSettings settings,
                @Advice.Return(readOnly = false) Configuration configuration) {
            List<NodeId> founders =
                    settings.members().stream().map(NodeSettings.Member::node).toList();
            if (!configuration.voters().equals(founders)) {
                configuration = Configuration.of(founders);
            }
        }
    }

    static final class AtOnce {
        private AtOnce() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<Configuration> next) {
            if (next.isPresent() && next.get().isJoint()) {
                Configuration joint = next.get();
                next = Optional.of(new Configuration(
                        joint.voters(), List.of(), joint.learners(), joint.addresses(), joint.removed()));
            }
        }
    }

    static final class No {
        private No() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean answer) {
            answer = false;
        }
    }

    static final class Joint {
        private Joint() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) RaftState state, @Advice.Return(readOnly = false) boolean may) {
            may = state.configuration().isJoint();
        }
    }

    static final class WithoutItself {
        private WithoutItself() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) RaftState state, @Advice.Return(readOnly = false) boolean may) {
            may = !state.configuration().votes(state.self());
        }
    }
}
