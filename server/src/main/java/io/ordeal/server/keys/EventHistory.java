package io.ordeal.server.keys;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, for watchers that ask for what is past. It covers the last {@link #CAPACITY} indices, whoever
 * consumed them; some of them nobody is told of. An immutable value; successive versions share one array for as long as
 * there is room in it. Not for use by several threads.
 */
public final class EventHistory {

    /** So many indices are covered. */
    public static final int CAPACITY = 1000;

    private final Tape tape;
    private final long last;

    private EventHistory(Tape tape, long last) {
        this.tape = tape;
        this.last = last;
    }

    public static EventHistory empty() {
        return through(0);
    }

    /** A history of {@code index} indices of which nobody is told. */
    static EventHistory through(long index) {
        return new EventHistory(new Tape(index), index);
    }

    /** The latest index that it covers; 0 before the first. */
    public long last() {
        return last;
    }

    /** The oldest index that it covers; what was before is forgotten. */
    public long oldest() {
        return Math.max(1, last - CAPACITY + 1);
    }

    /** The history after a command has led to {@code applied}. */
    public EventHistory after(Applied applied) {
        EventHistory history = this;
        for (Change change : applied.changes()) {
            history = history.with(change.event());
        }
        return history.upTo(applied.next().index());
    }

    /** With the event that has the next index. */
    EventHistory with(Event event) {
        return with(event, event.index());
    }

    /** With indices up to that one of which nobody is told. */
    public EventHistory upTo(long index) {
        EventHistory history = this;
        while (history.last < index) {
            history = history.with(null, history.last + 1);
        }
        return history;
    }

    private EventHistory with(@Nullable Event event, long index) {
        if (index != last + 1) {
            throw new IllegalArgumentException("index " + index + " does not follow " + last);
        }
        Tape target = tape.hasRoomAfter(last) ? tape : new Tape(tape, oldest(), last);
        target.add(event);
        return new EventHistory(target, index);
    }

    /** The event with that index, if it is covered and anybody is told of it. */
    Optional<Event> at(long index) {
        return index < oldest() || index > last ? Optional.empty() : Optional.ofNullable(tape.at(index));
    }

    /**
     * The first event from index {@code from} on that concerns {@code scope}, if there was one.
     *
     * @param from not before {@link #oldest}
     */
    public Optional<Event> next(Scope scope, long from) {
        for (long index = from; index <= last; index++) {
            Event event = tape.at(index);
            if (event != null && scope.concerns(event)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof EventHistory history) || last != history.last) {
            return false;
        }
        for (long index = oldest(); index <= last; index++) {
            if (!Objects.equals(tape.at(index), history.tape.at(index))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(last);
    }

    @Override
    public String toString() {
        return "history from " + oldest() + " to " + last;
    }

    /** The array that versions of a history share; a version owns the part up to its last index. */
    private static final class Tape {

        /** More of it means less copying, and more that is kept though it is forgotten. */
        private static final int SLOTS = CAPACITY + CAPACITY / 4;

        private final @Nullable Event[] slots = new @Nullable Event[SLOTS];
        /** The index of the first slot. */
        private final long first;

        private int used;

        /** Covers indices up to {@code last}, of which nobody is told. */
        Tape(long last) {
            used = (int) Math.min(CAPACITY, last);
            first = last - used + 1;
        }

        /** With those of another that are still wanted when one more comes. */
        Tape(Tape source, long oldest, long last) {
            first = oldest;
            used = (int) (last - oldest + 1);
            System.arraycopy(source.slots, (int) (oldest - source.first), slots, 0, used);
        }

        boolean hasRoomAfter(long last) {
            return first + used == last + 1 && used < SLOTS;
        }

        void add(@Nullable Event event) {
            slots[used++] = event;
        }

        @Nullable
        Event at(long index) {
            return slots[(int) (index - first)];
        }
    }
}
