package io.ordeal.server.raft;

import java.util.Optional;

/** One entry of the log. */
public record Entry(EntryId id, Payload payload) {

    public long index() {
        return id.index();
    }

    public long term() {
        return id.term();
    }

    /** What is proposed in it, if it carries a proposal. */
    public Optional<Proposal> proposal() {
        return payload instanceof Proposal proposal ? Optional.of(proposal) : Optional.empty();
    }

    /** Bytes of its command. */
    public int size() {
        return payload instanceof Proposal proposal ? proposal.command().length : 0;
    }
}
