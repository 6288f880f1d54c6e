package io.ordeal.server.raft;

import java.util.Arrays;
import java.util.List;

/**
 * The log: entries in unbroken order after its base, which is the last entry that was compacted away (§7). An immutable
 * value; successive versions share one array for as long as they only grow, so that appending costs what it appends.
 * Not for use by several threads.
 *
 * <p>What is compacted is in a snapshot, and so is committed: no leader can have anything else in its place (§5.4.3).
 */
public final class RaftLog {

    public static final RaftLog EMPTY = after(EntryId.NONE);

    private final Tape tape;
    private final EntryId base;
    private final long last;

    private RaftLog(Tape tape, EntryId base, long last) {
        this.tape = tape;
        this.base = base;
        this.last = last;
    }

    /** A log without entries, of which everything up to {@code base} is compacted. */
    public static RaftLog after(EntryId base) {
        return new RaftLog(new Tape(), base, base.index());
    }

    /** A log of these entries, the first of which has index 1. */
    public static RaftLog of(List<Entry> entries) {
        return EMPTY.append(entries);
    }

    /** The last entry that is compacted, {@link EntryId#NONE} where none is. */
    public EntryId base() {
        return base;
    }

    /** The id of the last entry, which may be the base. */
    public EntryId last() {
        return id(last);
    }

    public long lastIndex() {
        return last;
    }

    /** The entry at {@code index}, which must be there. */
    public Entry at(long index) {
        if (index <= base.index() || index > last) {
            throw new IndexOutOfBoundsException("no entry " + index + " in a " + this);
        }
        return tape.entries[slot(index)];
    }

    /** The id at {@code index}, which must be there or the base. */
    public EntryId id(long index) {
        return index == base.index() ? base : at(index).id();
    }

    /** Says whether the entry is in the log, or was before it was compacted. */
    public boolean has(EntryId id) {
        return id.index() <= last
                && (id.index() < base.index() || id(id.index()).term() == id.term());
    }

    /**
     * At most {@code limit} entries after {@code index}, and after the first only as many as have commands of
     * {@code bytes} bytes together.
     */
    public List<Entry> after(long index, int limit, long bytes) {
        long end = Math.min(index, last);
        long size = 0;
        while (end < last && end - index < limit && (end == index || size < bytes)) {
            end++;
            size += at(end).size();
        }
        return between(index, end);
    }

    /**
     * After which index the last entries up to {@code index} begin, of which there are no more than {@code limit}, and
     * which have commands of no more than {@code bytes} bytes together.
     */
    public long tailBegin(long index, long limit, long bytes) {
        long begin = Math.min(index, last);
        long size = 0;
        while (begin > base.index() && index - begin < limit) {
            size += at(begin).size();
            if (size > bytes) {
                return begin;
            }
            begin--;
        }
        return begin;
    }

    /** The entries after {@code index}, which must not be before the base, up to and with {@code end}. */
    public List<Entry> between(long index, long end) {
        if (index < base.index()) {
            throw new IndexOutOfBoundsException("entries after " + index + " are gone from a " + this);
        }
        int from = slot(Math.min(index, last) + 1);
        return List.of(Arrays.copyOfRange(tape.entries, from, slot(Math.min(end, last) + 1)));
    }

    /** All entries after {@code index}. */
    public List<Entry> after(long index) {
        return between(index, last);
    }

    /** The log with {@code entries} behind its last. */
    public RaftLog append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return this;
        }
        if (entries.getFirst().index() != last + 1) {
            throw new IllegalArgumentException("entry " + entries.getFirst().index() + " does not follow a " + this);
        }
        int length = slot(last + 1);
        Tape target = tape.used == length ? tape : new Tape(tape, 0, length);
        entries.forEach(target::add);
        return new RaftLog(target, base, last + entries.size());
    }

    /** The log without what follows {@code index}. */
    public RaftLog keep(long index) {
        return index >= last ? this : new RaftLog(tape, base, id(index).index());
    }

    /** The log without its entries up to {@code index}, which is then its base. */
    public RaftLog compact(long index) {
        return index <= base.index()
                ? this
                : new RaftLog(new Tape(tape, slot(index) + 1, slot(last + 1)), id(index), last);
    }

    /**
     * Index of the last entry that both logs have. By log matching, all before it are equal too. Of logs that have no
     * entry in common it is not after the later base.
     */
    public long commonPrefix(RaftLog other) {
        long common = Math.min(last, other.last);
        if (tape == other.tape) {
            return common;
        }
        long floor = Math.max(base.index(), other.base.index());
        while (common > floor && !at(common).id().equals(other.at(common).id())) {
            common--;
        }
        return common;
    }

    /**
     * The last entry at or before {@code index} whose term is at most {@code term}: a log that ends in such a term can
     * agree with this one no further. It lets a leader skip a whole term of conflict at a time (§5.3).
     * {@link EntryId#NONE} if it would be before the base.
     */
    public EntryId lastUpTo(long index, long term) {
        long candidate = Math.min(index, last);
        while (candidate > base.index() && id(candidate).term() > term) {
            candidate--;
        }
        return candidate < base.index() || id(candidate).term() > term ? EntryId.NONE : id(candidate);
    }

    private int slot(long index) {
        return (int) (index - base.index() - 1);
    }

    @Override
    public String toString() {
        return "log from " + base + " to " + last();
    }

    /** The array that versions of a log share; a version owns the part up to its length. */
    private static final class Tape {
        private Entry[] entries;
        private int used;

        Tape() {
            entries = new Entry[16];
        }

        Tape(Tape source, int from, int to) {
            used = to - from;
            entries = Arrays.copyOfRange(source.entries, from, from + Math.max(16, used + used / 2));
        }

        void add(Entry entry) {
            if (used == entries.length) {
                entries = Arrays.copyOf(entries, used * 2);
            }
            entries[used++] = entry;
        }
    }
}
