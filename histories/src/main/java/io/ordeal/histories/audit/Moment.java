package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import java.util.OptionalLong;

/**
 * An event of a client, without its value.
 *
 * @param time nanoseconds since the run began; {@link Event#UNTIMED} where the history does not tell
 */
public record Moment(long process, long index, long time) {

    static Moment of(Invocation invocation) {
        return new Moment(invocation.process(), invocation.index(), invocation.time());
    }

    static Moment of(Completion completion) {
        return new Moment(completion.process(), completion.index(), completion.time());
    }

    boolean isBefore(Moment other) {
        return index < other.index;
    }

    /** Nanoseconds until {@code later}, 0 where the clock went back; empty where the history does not tell. */
    OptionalLong until(Moment later) {
        boolean known = time != Event.UNTIMED && later.time != Event.UNTIMED;
        return known ? OptionalLong.of(Math.max(0, later.time - time)) : OptionalLong.empty();
    }
}
