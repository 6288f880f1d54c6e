package io.ordeal.histories.op;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a history. Events are ordered by {@link #index}. */
public sealed interface Event {

    /** The time of an event whose time nobody noted. */
    long UNTIMED = -1;

    /** Position in the history: strictly increasing, from 0 without gaps in a history that nothing was taken from. */
    long index();

    /** Nanoseconds since the run began; {@link #UNTIMED} where the history does not tell. */
    long time();

    /** What is done, such as {@code read}. */
    String f();

    /** The argument or the result, always {@linkplain Plain plain}. */
    @Nullable
    Object value();

    /**
     * A client begins an operation.
     *
     * @param process logical single-threaded client; one whose operation ended in {@link Outcome#INFO} never comes back
     */
    record Invocation(
            long index,
            long time,
            long process,
            String f,
            @Nullable Object value) implements Event {
        public Invocation {
            value = Plain.of(value);
        }
    }

    /**
     * A client's operation ends.
     *
     * @param value of a read that succeeded, what was read; else usually that of the invocation
     * @param error why it did not succeed, for the reader
     */
    record Completion(
            long index,
            long time,
            long process,
            Outcome outcome,
            String f,
            @Nullable Object value,
            Optional<String> error)
            implements Event {
        public Completion {
            value = Plain.of(value);
        }
    }

    /** The nemesis begins or ends something. No client operation. */
    record Disturbance(
            long index, long time, String f, @Nullable Object value) implements Event {
        public Disturbance {
            value = Plain.of(value);
        }
    }
}
