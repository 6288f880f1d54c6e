package io.ordeal.server.raft;

import java.util.List;

/** What an input leads to: the state after it, and what is to be done, first to last. */
public record Step(RaftState state, List<Effect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }
}
