package io.ordeal.server.journal;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.format.RaftFormat;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.HardState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the payloads of the frames say, one after the other: a new hard state, or entries in place of all after some
 * index. So nothing is ever cut out of the log when entries conflict; the later record holds.
 */
final class Records {

    private static final int HARD_STATE = 1;
    private static final int ENTRIES = 2;

    private final List<Entry> entries = new ArrayList<>();
    private HardState hard = HardState.INITIAL;

    HardState hard() {
        return hard;
    }

    List<Entry> entries() {
        return entries;
    }

    static void write(Encoder out, HardState hard) {
        out.int8(HARD_STATE);
        RaftFormat.hardState(out, hard);
    }

    static void write(Encoder out, long keepThrough, List<Entry> entries) {
        out.int8(ENTRIES).int64(keepThrough);
        RaftFormat.entries(out, entries);
    }

    /** Takes in everything that a payload says. */
    void replay(ByteBuffer payload) throws FormatException {
        var in = new Decoder(payload);
        while (in.remaining() > 0) {
            int kind = in.int8();
            switch (kind) {
                case HARD_STATE -> hard = RaftFormat.hardState(in);
                case ENTRIES -> replace(in.count64(), RaftFormat.entries(in));
                default -> throw new FormatException("a record of an unknown kind: " + kind);
            }
        }
    }

    private void replace(long keepThrough, List<Entry> later) throws FormatException {
        if (keepThrough > entries.size()) {
            throw new FormatException(
                    "entries to follow index " + keepThrough + " of a log that ends at " + entries.size());
        }
        if (!later.isEmpty() && later.getFirst().index() != keepThrough + 1) {
            throw new FormatException("entry " + later.getFirst().id() + " to follow index " + keepThrough);
        }
        entries.subList((int) keepThrough, entries.size()).clear();
        entries.addAll(later);
    }
}
