package io.ordeal.server.keys;

import java.util.List;

/** What {@link Command.Expire} removed: one event each, in the order of their ends, and where these are equal, of paths. */
public record Expired(List<Event> events) implements Result {

    /** One command removes at most so many, so that no command holds up the others for long. */
    public static final int MOST = 1000;

    public Expired {
        events = List.copyOf(events);
    }
}
