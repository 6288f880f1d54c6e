package io.ordeal.server.raft;

import io.ordeal.server.raft.Effect.Arm;
import io.ordeal.server.raft.Effect.Send;
import io.ordeal.server.raft.Message.TimeoutNow;
import io.ordeal.server.raft.Role.Leader;
import java.util.List;
import java.util.Optional;

/** How a leader hands on to another node: thesis 3.10. */
final class LeadershipTransfer {

    private LeadershipTransfer() {}

    /** Step 1: the leader stops accepting proposals. A node that is not a leader, or has no such voter, does nothing. */
    static RaftState begin(RaftState state, NodeId heir, List<Effect> out) {
        if (!(state.role() instanceof Leader leader)
                || leader.heir().isPresent()
                || !leader.followers().containsKey(heir)
                || !state.configuration().voters().contains(heir)) {
            return state;
        }
        out.add(new Arm(Timeout.LEADERSHIP_TRANSFER));
        RaftState handing = state.as(leader.with(Optional.of(heir)));
        urge(handing, heir, out);
        return handing;
    }

    /** Steps 2 and 3: once the heir has all that the leader has, it is told to stand for election at once. */
    static void urge(RaftState state, NodeId node, List<Effect> out) {
        if (state.role() instanceof Leader leader
                && leader.heir().filter(node::equals).isPresent()
                && Replication.follower(leader, node).match() == state.log().lastIndex()) {
            out.add(new Send(node, new TimeoutNow(state.term())));
        }
    }

    /** The heir has not taken over within an election timeout: the leader goes on. */
    static RaftState giveUp(RaftState state) {
        return state.role() instanceof Leader leader ? state.as(leader.with(Optional.empty())) : state;
    }
}
