package io.ordeal.server.node;

import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthState;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.journal.SnapshotWriter;
import io.ordeal.server.journal.SnapshotWriter.Section;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.EventHistoryWriter;
import io.ordeal.server.keys.KeySpace;
import io.ordeal.server.keys.KeySpaceWriter;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.EntryId;
import java.util.List;

/**
 * Everything that entries have led to: what goes into a snapshot (thesis 5.1).
 *
 * @param last the last entry that was applied
 * @param membership of the cluster
 * @param history of what was done with the keys, which watches may ask for
 * @param auth users and roles
 * @param sessions must not be changed
 */
record Image(
        EntryId last, Membership membership, KeySpace keys, EventHistory history, AuthState auth, Sessions sessions) {

    /** The digest of the whole, and the membership. */
    static final int CLUSTER = 1;

    static final int SESSIONS = 2;
    static final int KEYS = 3;
    static final int HISTORY = 4;
    static final int AUTH = 5;

    /** Of every section so far. */
    static final int VERSION = 3;

    /** Equal for equal states, and else most probably not. */
    long digest() {
        return digest(membership, keys, auth, sessions);
    }

    /** Equal for equal states, and else most probably not. */
    static long digest(Membership membership, KeySpace keys, AuthState auth, Sessions sessions) {
        return 31 * (31 * (31 * keys.digest() + auth.hashCode()) + sessions.digest()) + membership.hashCode();
    }

    /** @throws FormatException if it is of a cluster that did not begin so; a node that was added may not know how */
    void demandFounding(Configuration expected) throws FormatException {
        if (!expected.equals(Configuration.NONE) && !membership.founding().equals(expected)) {
            throw new FormatException("the snapshot up to " + last + " is of a cluster that began with "
                    + membership.founding() + ", not with " + expected);
        }
    }

    /** The snapshot of it. */
    SnapshotWriter writer() {
        return new SnapshotWriter(last, sections());
    }

    List<Section> sections() {
        var cluster = new Encoder().int64(digest());
        membership.writeTo(cluster);
        var requests = new Encoder();
        sessions.writeTo(requests);
        return List.of(
                new Section(CLUSTER, VERSION, List.of(cluster.toBytes()).iterator()),
                new Section(SESSIONS, VERSION, List.of(requests.toBytes()).iterator()),
                new Section(KEYS, VERSION, new KeySpaceWriter(keys)),
                new Section(HISTORY, VERSION, new EventHistoryWriter(history)),
                new Section(AUTH, VERSION, List.of(AuthCodec.encode(auth)).iterator()));
    }
}
