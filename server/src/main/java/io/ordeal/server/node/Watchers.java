package io.ordeal.server.node;

import io.ordeal.server.api.EtcdV2;
import io.ordeal.server.api.Intent;
import io.ordeal.server.api.Position;
import io.ordeal.server.api.Reply;
import io.ordeal.server.keys.Change;
import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.EventHistory;
import io.ordeal.server.keys.Text;
import io.ordeal.server.ports.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The watches of this node's clients. They are kept by the paths that they watch, so that an event costs a look for
 * each component of its key, however many watch other keys.
 */
final class Watchers {

    private static final Text SLASH = Text.of("/");
    /** The byte that follows the slash. */
    private static final Text ZERO = Text.of("0");

    private final EtcdV2 api;
    private final Clock clock;
    private final TreeMap<Place, Watcher> waiting = new TreeMap<>();
    private long opened;
    private Told latest = new Told(0, 0, new byte[0]);

    Watchers(EtcdV2 api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Where a watch is kept: by path, and those of one path by age. */
    private record Place(Text path, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : Long.compare(number, other.number);
        }
    }

    private record Told(long index, long wallMillis, byte[] body) {}

    /** How many watches wait for events. */
    int count() {
        return waiting.size();
    }

    /** Begins a watch, with what it asks for of the past. */
    void open(Intent.Watch watch, EventHistory history, Position position, Consumer<Reply> answer) {
        if (watch.from() > 0 && watch.from() < history.oldest()) {
            answer.accept(new Reply.Whole(api.outdated(watch, history.oldest(), position)));
            return;
        }
        var place = new Place(watch.scope().key().path(), opened++);
        var watcher = new Watcher(watch, answer, this::told, () -> waiting.remove(place));
        waiting.put(place, watcher);
        answer.accept(new Reply.Head(api.watching(position), watcher));
        if (watch.from() > 0) {
            watcher.catchUp(history, watch.from());
        }
    }

    /** Something has happened, next after what was told before. */
    void changed(Change change) {
        if (!waiting.isEmpty()) {
            concernedBy(change).forEach(watcher -> watcher.happened(change.event()));
        }
    }

    private List<Watcher> concernedBy(Change change) {
        var concerned = new ArrayList<Watcher>();
        Event event = change.event();
        Text path = event.key().path();
        for (int end = 1; end <= path.length(); end++) {
            if (end == 1 || end == path.length() || path.byteAt(end) == '/') {
                addAt(path.slice(0, end), event, concerned);
            }
        }
        if (event.removesDirectory()) {
            addBelow(path, change, concerned);
        }
        return concerned;
    }

    private void addAt(Text path, Event event, List<Watcher> concerned) {
        for (Watcher watcher :
                waiting.subMap(new Place(path, 0), new Place(path, opened)).values()) {
            if (watcher.scope().covers(event.key())) {
                concerned.add(watcher);
            }
        }
    }

    /** Whoever watches what went with the directory. */
    private void addBelow(Text directory, Change change, List<Watcher> concerned) {
        var from = new Place(directory.then(SLASH), 0);
        var to = new Place(directory.then(ZERO), 0);
        for (Watcher watcher : waiting.subMap(from, to).values()) {
            if (change.before().contains(watcher.scope().key())) {
                concerned.add(watcher);
            }
        }
    }

    /**
     * The node has jumped to another state, instead of going there event by event.
     *
     * @param seen index up to which events were told before
     * @param history the events of the new state
     */
    void jumped(long seen, EventHistory history, Position position) {
        byte[] cleared = api.cleared(position);
        for (Watcher watcher : List.copyOf(waiting.values())) {
            watcher.jumped(seen, history, cleared);
        }
    }

    /** Often the same for many watches. */
    private byte[] told(Event event) {
        long now = clock.wallMillis();
        if (latest.index() != event.index() || latest.wallMillis() != now) {
            latest = new Told(event.index(), now, api.told(event, now));
        }
        return latest.body();
    }
}
