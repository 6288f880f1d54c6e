package io.ordeal.histories.model;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.MalformedHistoryException;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The history of one of many objects that do not know of each other. A history is linearizable if and only if that of
 * each object is: Herlihy and Wing, "Linearizability", TOPLAS 12(3), 1990, theorem 1.
 *
 * @param key which object
 * @param history its operations, with their own values; events keep their index in the whole history
 */
public record Independent(Object key, History history) {

    private static final int PAIR = 2;

    /**
     * Takes a history apart whose values are {@code [key value]}. Disturbances are left out.
     *
     * @return in the order in which the keys first appear
     * @throws MalformedHistoryException where a client's event has no such value
     */
    public static List<Independent> split(History history) {
        Map<Long, Object> keys = new LinkedHashMap<>();
        Map<Object, List<Event>> events = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            Invocation invocation = operation.invocation();
            Object key = key(invocation);
            keys.put(invocation.index(), key);
            operation.completion().ifPresent(completion -> keys.put(completion.index(), key));
        }
        for (Event event : history.events()) {
            Object key = keys.get(event.index());
            if (key != null) {
                events.computeIfAbsent(key, _ -> new ArrayList<>()).add(within(key, event));
            }
        }
        var parts = new ArrayList<Independent>();
        events.forEach((key, own) -> parts.add(new Independent(key, History.of(own))));
        return List.copyOf(parts);
    }

    private static Event within(Object key, Event event) {
        return switch (event) {
            case Invocation it -> within(it);
            case Completion it -> within(key, it);
            case Disturbance it -> it;
        };
    }

    /**
     * Which object {@code invocation} is about.
     *
     * @throws MalformedHistoryException where its value is not {@code [key value]}
     */
    public static Object key(Invocation invocation) {
        Object key = pair(invocation).getFirst();
        if (key == null) {
            throw new MalformedHistoryException(invocation.index(), "the key is nil");
        }
        return key;
    }

    /** The same with the value alone, without the key. */
    public static Invocation within(Invocation it) {
        return new Invocation(it.index(), it.time(), it.process(), it.f(), pair(it).getLast());
    }

    /**
     * The same with the value alone, without the key.
     *
     * @throws MalformedHistoryException where the key is not {@code key}
     */
    public static Completion within(Object key, Completion it) {
        return new Completion(it.index(), it.time(), it.process(), it.outcome(), it.f(), result(key, it), it.error());
    }

    /** An operation that did not succeed need not tell its key again. */
    private static @Nullable Object result(Object key, Completion completion) {
        if (completion.value() == null && completion.outcome() != Outcome.OK) {
            return null;
        }
        List<?> pair = pair(completion);
        if (!key.equals(pair.getFirst())) {
            throw new MalformedHistoryException(
                    completion.index(), "completes an operation on " + key + " with one on " + pair.getFirst());
        }
        return pair.getLast();
    }

    private static List<?> pair(Event event) {
        if (event.value() instanceof List<?> pair && pair.size() == PAIR) {
            return pair;
        }
        throw new MalformedHistoryException(
                event.index(),
                "the value is not [key value], as it must be with independent keys, but " + event.value());
    }
}
