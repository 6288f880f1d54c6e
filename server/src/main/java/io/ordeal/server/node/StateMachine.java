package io.ordeal.server.node;

import io.ordeal.server.auth.AuthApplied;
import io.ordeal.server.auth.AuthCodec;
import io.ordeal.server.auth.AuthCommand;
import io.ordeal.server.auth.AuthResult;
import io.ordeal.server.auth.AuthState;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.keys.Applied;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.KeySpace;
import io.ordeal.server.raft.Configuration;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.Payload;
import io.ordeal.server.raft.Proposal;
import java.util.Optional;

/**
 * What the log's entries are applied to: the key space with the history of its events, users and roles, the membership,
 * and the sessions that keep a command from applying twice.
 */
public final class StateMachine {

    private final StoreCounts counts = new StoreCounts();
    private Sessions sessions = new Sessions();
    private KeySpace keys = KeySpace.EMPTY;
    private EventHistory history = EventHistory.empty();
    private AuthState auth = AuthState.EMPTY;
    private Membership membership = Membership.NONE;
    private EntryId last = EntryId.NONE;

    StateMachine() {}

    /** The keys. */
    public KeySpace keys() {
        return keys;
    }

    /** The latest events. */
    public EventHistory history() {
        return history;
    }

    /** What was done with the keys since the node started. */
    StoreCounts counts() {
        return counts;
    }

    /** Who takes part. */
    Membership membership() {
        return membership;
    }

    /** Users and roles. */
    public AuthState auth() {
        return auth;
    }

    /** Equal for equal states, and else most probably not. */
    public long digest() {
        return Image.digest(membership, keys, auth, sessions);
    }

    /** Index of the last entry applied. */
    public long applied() {
        return last.index();
    }

    /** The last entry applied. */
    private EntryId last() {
        return last;
    }

    /** Everything, as it is now. What is applied later does not change it. */
    Image image() {
        return new Image(last(), membership, keys, history, auth, sessions.copy());
    }

    /** Puts an image in place of everything. */
    void restore(Image image) {
        last = image.last();
        membership = image.membership();
        keys = image.keys();
        history = image.history();
        auth = image.auth();
        sessions = image.sessions().copy();
    }

    /** How a command ended. */
    sealed interface Outcome {}

    /** Of a command for the key space. */
    record OfKeys(Applied applied) implements Outcome {}

    /** Of a command for users and roles. */
    record OfAuth(AuthResult result) implements Outcome {}

    /** Of a command by which a member tells about itself. */
    record OfMembers() implements Outcome {}

    /** Applies the next entry; empty where the entry changes nothing by design. */
    Optional<Outcome> apply(Entry entry) {
        if (entry.index() != applied() + 1) {
            throw new IllegalStateException("entry " + entry.id() + " does not follow " + last);
        }
        last = entry.id();
        return switch (entry.payload()) {
            case Payload.Nothing() -> Optional.empty();
            case Proposal proposal -> sessions.admit(proposal) ? Optional.of(apply(proposal)) : Optional.empty();
            case Configuration configuration -> {
                membership = membership.after(configuration);
                yield Optional.empty();
            }
        };
    }

    private Outcome apply(Proposal proposal) {
        byte[] bytes = proposal.command();
        if (Publish.isCommand(bytes)) {
            membership = membership.after(decoded(() -> Publish.decode(bytes)));
            return new OfMembers();
        }
        return AuthCodec.isCommand(bytes)
                ? apply(decoded(() -> AuthCodec.decodeCommand(bytes)))
                : apply(CommandCodec.decode(bytes));
    }

    private Outcome apply(Command command) {
        Applied applied = keys.apply(command);
        keys = applied.next();
        history = history.after(applied);
        counts.applied(command, applied.result());
        return new OfKeys(applied);
    }

    /** What takes effect consumes an index, of which no watcher is told. */
    private Outcome apply(AuthCommand command) {
        AuthApplied applied = auth.apply(command);
        auth = applied.next();
        if (!(applied.result() instanceof AuthResult.Refused)) {
            keys = keys.skipping();
            history = history.upTo(keys.index());
        }
        return new OfAuth(applied.result());
    }

    /** Reads a command. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws FormatException;
    }

    private static <T> T decoded(Reading<T> reading) {
        try {
            return reading.read();
        } catch (FormatException e) {
            throw new IllegalStateException("the log has no command where one should be: " + e.getMessage(), e);
        }
    }
}
