package io.ordeal.server.node;

import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthState;
import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.journal.SnapshotReader;
import io.ordeal.server.keys.EventHistoryReader;
import io.ordeal.server.keys.KeySpaceReader;
import io.ordeal.server.raft.EntryId;
import java.util.Optional;

/** Puts an {@link Image} together again from the sections of its snapshot. */
final class ImageReader implements SnapshotReader.Sections {

    private final KeySpaceReader keys = new KeySpaceReader();
    private final EventHistoryReader history = new EventHistoryReader();
    private Optional<Cluster> cluster = Optional.empty();
    private Optional<AuthState> auth = Optional.empty();
    private Optional<Sessions> sessions = Optional.empty();

    private record Cluster(long digest, Membership membership) {}

    @Override
    public void take(int number, int version, Decoder payload) throws FormatException {
        if (version != Image.VERSION) {
            throw new FormatException(
                    "section " + number + " is of version " + version + "; this server knows version " + Image.VERSION);
        }
        switch (number) {
            case Image.CLUSTER -> cluster = Optional.of(new Cluster(payload.int64(), Membership.readFrom(payload)));
            case Image.SESSIONS -> sessions = Optional.of(Sessions.readFrom(payload));
            case Image.KEYS -> keys.take(payload);
            case Image.HISTORY -> history.take(payload);
            case Image.AUTH -> auth = Optional.of(AuthCodec.decodeState(payload.rest()));
            default -> throw new FormatException("there is a section " + number + ", which this server does not know");
        }
        payload.end();
    }

    @Override
    public void end() throws FormatException {
        Cluster known = whole(cluster, "cluster");
        long digest = Image.digest(known.membership(), keys.keys(), whole(auth, "users"), whole(sessions, "sessions"));
        if (digest != known.digest()) {
            throw new FormatException("what is in it does not have the digest that it should have");
        }
        long events = history.history().last();
        if (events != keys.keys().index()) {
            throw new FormatException(
                    "its keys are those after index " + keys.keys().index() + ", its events go to " + events);
        }
    }

    /** What was read, once that is all. */
    Image image(EntryId last) throws FormatException {
        return new Image(
                last,
                whole(cluster, "cluster").membership(),
                keys.keys(),
                history.history(),
                whole(auth, "users"),
                whole(sessions, "sessions"));
    }

    private static <T> T whole(Optional<T> section, String name) throws FormatException {
        return section.orElseThrow(() -> new FormatException("the section of the " + name + " is missing"));
    }
}
