package io.ordeal.server.raft;

import java.util.Optional;

/**
 * One entry of the log.
 *
 * @param proposal what it carries; empty in the entry with which a new leader opens its term (§8)
 */
public record Entry(EntryId id, Optional<Proposal> proposal) {

    public long index() {
        return id.index();
    }

    public long term() {
        return id.term();
    }

    /** Bytes of its command. */
    public int size() {
        return proposal.map(proposed -> proposed.command().length).orElse(0);
    }
}
