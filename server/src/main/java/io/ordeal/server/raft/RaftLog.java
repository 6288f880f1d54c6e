package io.ordeal.server.raft;

import java.util.Arrays;
import java.util.List;

/**
 * The log: entries from index 1 on. An immutable value; successive versions share one array for as long as they only
 * grow, so that appending costs what it appends. Not for use by several threads.
 */
public final class RaftLog {

    public static final RaftLog EMPTY = of(List.of());

    private final Tape tape;
    private final int length;

    private RaftLog(Tape tape, int length) {
        this.tape = tape;
        this.length = length;
    }

    /** A log of these entries, the first of which has index 1. */
    public static RaftLog of(List<Entry> entries) {
        return new RaftLog(new Tape(), 0).append(entries);
    }

    /** The id of the last entry, {@link EntryId#NONE} of an empty log. */
    public EntryId last() {
        return id(length);
    }

    public long lastIndex() {
        return length;
    }

    /** The entry at {@code index}, which must be there. */
    public Entry at(long index) {
        if (index < 1 || index > length) {
            throw new IndexOutOfBoundsException("no entry " + index + " in a log of " + length);
        }
        return tape.entries[(int) index - 1];
    }

    /** The id at {@code index}, which must be there or 0. */
    public EntryId id(long index) {
        return index == 0 ? EntryId.NONE : at(index).id();
    }

    public boolean has(EntryId id) {
        return id.index() <= length && id(id.index()).term() == id.term();
    }

    /**
     * At most {@code limit} entries after {@code index}, and after the first only as many as have commands of
     * {@code bytes} bytes together.
     */
    public List<Entry> after(long index, int limit, long bytes) {
        int start = (int) Math.min(index, length);
        int end = start;
        long size = 0;
        while (end < length && end - start < limit && (end == start || size < bytes)) {
            size += tape.entries[end].size();
            end++;
        }
        return List.of(Arrays.copyOfRange(tape.entries, start, end));
    }

    /** The entries after {@code index}, up to and with {@code last}. */
    public List<Entry> between(long index, long last) {
        return List.of(Arrays.copyOfRange(tape.entries, (int) index, (int) Math.min(last, length)));
    }

    /** All entries after {@code index}. */
    public List<Entry> after(long index) {
        return between(index, length);
    }

    /** The log with {@code entries} behind its last. */
    public RaftLog append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return this;
        }
        if (entries.getFirst().index() != length + 1L) {
            throw new IllegalArgumentException(
                    "entry " + entries.getFirst().index() + " does not follow a log of " + length);
        }
        Tape target = tape.used == length ? tape : new Tape(tape, length);
        entries.forEach(target::add);
        return new RaftLog(target, length + entries.size());
    }

    /** The log without what follows {@code index}. */
    public RaftLog keep(long index) {
        return index >= length ? this : new RaftLog(tape, (int) index);
    }

    /** Index of the last entry that both logs have. By log matching, all before it are equal too. */
    public long commonPrefix(RaftLog other) {
        int shorter = Math.min(length, other.length);
        if (tape == other.tape) {
            return shorter;
        }
        int common = shorter;
        while (common > 0 && !tape.entries[common - 1].id().equals(other.tape.entries[common - 1].id())) {
            common--;
        }
        return common;
    }

    /**
     * The last entry at or before {@code index} whose term is at most {@code term}: a log that ends in such a term can
     * agree with this one no further. It lets a leader skip a whole term of conflict at a time (§5.3).
     */
    public EntryId lastUpTo(long index, long term) {
        long candidate = Math.min(index, length);
        while (candidate > 0 && id(candidate).term() > term) {
            candidate--;
        }
        return id(candidate);
    }

    @Override
    public String toString() {
        return "log to " + last();
    }

    /** The array that versions of a log share; a version owns the part up to its length. */
    private static final class Tape {
        private Entry[] entries;
        private int used;

        Tape() {
            entries = new Entry[16];
        }

        Tape(Tape source, int length) {
            entries = Arrays.copyOf(source.entries, Math.max(16, length + length / 2));
            used = length;
        }

        void add(Entry entry) {
            if (used == entries.length) {
                entries = Arrays.copyOf(entries, used * 2);
            }
            entries[used++] = entry;
        }
    }
}
