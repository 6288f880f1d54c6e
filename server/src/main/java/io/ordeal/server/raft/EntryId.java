package io.ordeal.server.raft;

/**
 * A position in a log. Its order, term before index, is the election restriction of §5.4.1: the log that ends in the
 * larger id is the more up-to-date one.
 */
public record EntryId(long term, long index) implements Comparable<EntryId> {

    /** Before the first entry. */
    public static final EntryId NONE = new EntryId(0, 0);

    @Override
    public int compareTo(EntryId other) {
        int byTerm = Long.compare(term, other.term);
        return byTerm != 0 ? byTerm : Long.compare(index, other.index);
    }
}
