package io.ordeal.server.keys;

import java.util.List;

/** What {@link Command.Expire} removed: one event each, in the order of their ends, and where these are equal, of paths. */
public record Expired(List<Event> events) implements Result {
    public Expired {
        events = List.copyOf(events);
    }
}
