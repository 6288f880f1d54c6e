package io.ordeal.server.raft;

/**
 * A snapshot of the state machine, by what tells it from all others: nodes that have one of the same description have
 * the same bytes.
 *
 * @param last the last entry that went into it, which may so be gone from the log (Figure 13, "lastIncludedIndex" and
 *     "lastIncludedTerm")
 * @param bytes how long it is
 * @param checksum of all its bytes
 */
public record Snapshot(EntryId last, long bytes, int checksum) {

    /** Of a node that has none: the state before the first entry. */
    public static final Snapshot NONE = new Snapshot(EntryId.NONE, 0, 0);

    /** Index of the last entry in it. */
    public long index() {
        return last.index();
    }
}
