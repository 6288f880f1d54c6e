package io.ordeal.server.node;

import io.ordeal.server.keys.Applied;
import io.ordeal.server.keys.Command;
import io.ordeal.server.keys.CommandCodec;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.KeySpace;
import io.ordeal.server.raft.Entry;
import io.ordeal.server.raft.EntryId;
import io.ordeal.server.raft.NodeId;
import io.ordeal.server.raft.Proposal;
import java.util.List;
import java.util.Optional;

/**
 * What the log's entries are applied to: the key space with the history of its events, and the sessions that keep a
 * command from applying twice.
 */
final class StateMachine {

    private final StoreCounts counts = new StoreCounts();
    private Sessions sessions = new Sessions();
    private KeySpace keys = KeySpace.EMPTY;
    private EventHistory history = EventHistory.empty();
    private EntryId last = EntryId.NONE;

    KeySpace keys() {
        return keys;
    }

    EventHistory history() {
        return history;
    }

    /** What was done with the keys since the node started. */
    StoreCounts counts() {
        return counts;
    }

    /** Equal for equal states, and else most probably not. */
    long digest() {
        return Image.digest(keys, sessions);
    }

    /** Index of the last entry applied. */
    long applied() {
        return last.index();
    }

    /** The last entry applied. */
    private EntryId last() {
        return last;
    }

    /** Everything, as it is now. What is applied later does not change it. */
    Image image(List<NodeId> members) {
        return new Image(last(), members, keys, history, sessions.copy());
    }

    /** Puts an image in place of everything. */
    void restore(Image image) {
        last = image.last();
        keys = image.keys();
        history = image.history();
        sessions = image.sessions().copy();
    }

    /** Applies the next entry; empty where the entry changes nothing by design. */
    Optional<Applied> apply(Entry entry) {
        if (entry.index() != applied() + 1) {
            throw new IllegalStateException("entry " + entry.id() + " does not follow " + last);
        }
        last = entry.id();
        return entry.proposal().filter(sessions::admit).map(this::apply);
    }

    private Applied apply(Proposal proposal) {
        Command command = CommandCodec.decode(proposal.command());
        Applied applied = keys.apply(command);
        keys = applied.next();
        history = history.after(applied);
        counts.applied(command, applied.result());
        return applied;
    }
}
