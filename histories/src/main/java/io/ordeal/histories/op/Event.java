package io.ordeal.histories.op;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a history. Events are ordered by {@link #index}. */
public sealed interface Event {

    /** Position in the history, counted from 0 without gaps. */
    long index();

    /** Nanoseconds since the run began; -1 where the history does not tell. */
    long time();

    /** What is done, such as {@code read}. */
    String f();

    /** The argument or the result; see the package for what it may be. */
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
            @Nullable Object value) implements Event {}

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
            implements Event {}

    /** The nemesis begins or ends something. No client operation. */
    record Disturbance(
            long index, long time, String f, @Nullable Object value) implements Event {}
}
