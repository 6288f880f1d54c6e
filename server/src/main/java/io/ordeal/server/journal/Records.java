package io.ordeal.server.journal;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.format.RaftFormat;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.HardState;
import io.ordeal.server.raft.RaftLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the payloads of the frames say, one after the other: a new hard state; entries in place of all after some index;
 * that the log begins anew. So nothing is ever cut out of the log when entries conflict; the later record holds. Every
 * segment but the first of all begins with the position that the ones before it have led to, and so can do without them.
 */
final class Records {

    private static final int HARD_STATE = 1;
    private static final int ENTRIES = 2;
    private static final int POSITION = 3;
    private static final int BEGIN_AFTER = 4;

    private final List<Entry> entries = new ArrayList<>();
    private HardState hard = HardState.INITIAL;

    /** Index of the last entry that is not here. */
    private long base;

    private boolean anchored;
    private long highest;
    private boolean begunAnew;

    /** @param anchored whether they begin with the first record of all, and not with a position */
    Records(boolean anchored) {
        this.anchored = anchored;
    }

    HardState hard() {
        return hard;
    }

    Journal.Position position() {
        return new Journal.Position(hard, base + entries.size());
    }

    /** The highest index of an entry in the segment. */
    long highest() {
        return highest;
    }

    /** Whether the log has begun anew in the segment, so that no earlier one counts. */
    boolean hasBegunAnew() {
        return begunAnew;
    }

    void nextSegment() {
        highest = 0;
        begunAnew = false;
    }

    /** Index of the last entry that is not here. */
    long base() {
        return base;
    }

    /** The log, where {@code snapshot}, which is not before the base, is the last entry in a snapshot. */
    RaftLog log(EntryId snapshot) {
        if (base == snapshot.index() || base == 0) {
            return RaftLog.after(base == 0 ? EntryId.NONE : snapshot).append(entries);
        }
        // Nobody knows the term of the base, so the first entry has to serve as such.
        return entries.isEmpty()
                ? RaftLog.EMPTY
                : RaftLog.after(entries.getFirst().id()).append(entries.subList(1, entries.size()));
    }

    static void write(Encoder out, HardState hard) {
        out.int8(HARD_STATE);
        RaftFormat.hardState(out, hard);
    }

    static void write(Encoder out, long keepThrough, List<Entry> entries) {
        out.int8(ENTRIES).int64(keepThrough);
        RaftFormat.entries(out, entries);
    }

    static void write(Encoder out, Journal.Position position) {
        out.int8(POSITION).int64(position.last());
        RaftFormat.hardState(out, position.hard());
    }

    static void write(Encoder out, EntryId base) {
        out.int8(BEGIN_AFTER);
        RaftFormat.entryId(out, base);
    }

    /** Takes in everything that a payload says. */
    void replay(ByteBuffer payload) throws FormatException {
        var in = new Decoder(payload);
        if (!anchored && in.remaining() == 0) {
            throw new FormatException("nothing, where the log should say how far it is");
        }
        while (in.remaining() > 0) {
            int kind = in.int8();
            if (!anchored && kind != POSITION) {
                throw new FormatException("a record of kind " + kind + ", where the log should say how far it is");
            }
            switch (kind) {
                case HARD_STATE -> hard = RaftFormat.hardState(in);
                case ENTRIES -> replace(in.count64(), RaftFormat.entries(in));
                case POSITION -> reach(in.count64(), RaftFormat.hardState(in));
                case BEGIN_AFTER -> begin(RaftFormat.entryId(in));
                default -> throw new FormatException("a record of an unknown kind: " + kind);
            }
        }
    }

    private void replace(long keepThrough, List<Entry> later) throws FormatException {
        long last = base + entries.size();
        if (keepThrough > last) {
            throw new FormatException("entries to follow index " + keepThrough + " of a log that ends at " + last);
        }
        if (!later.isEmpty() && later.getFirst().index() != keepThrough + 1) {
            throw new FormatException("entry " + later.getFirst().id() + " to follow index " + keepThrough);
        }
        base = Math.min(base, keepThrough);
        entries.subList((int) (keepThrough - base), entries.size()).clear();
        entries.addAll(later);
        highest = Math.max(highest, keepThrough + later.size());
    }

    private void reach(long last, HardState known) throws FormatException {
        if (!anchored) {
            anchored = true;
            base = last;
            hard = known;
        } else if (!position().equals(new Journal.Position(known, last))) {
            throw new FormatException(new Journal.Position(known, last) + ", but the log is at " + position());
        }
    }

    private void begin(EntryId after) {
        entries.clear();
        base = after.index();
        highest = Math.max(highest, base);
        begunAnew = true;
    }
}
