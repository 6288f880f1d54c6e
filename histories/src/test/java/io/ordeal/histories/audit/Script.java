package io.ordeal.histories.audit;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A history as it is written down: events number themselves from 0, and are a millisecond apart. */
final class Script {

    private static final long MS = 1_000_000;

    private final List<Event> events = new ArrayList<>();

    Script invoke(long process, String f) {
        return invoke(process, f, null);
    }

    Script invoke(long process, String f, @Nullable Object value) {
        events.add(new Invocation(events.size(), events.size() * MS, process, f, value));
        return this;
    }

    Script ok(long process, String f, @Nullable Object value) {
        return ends(process, Outcome.OK, f, value);
    }

    Script fail(long process, String f, @Nullable Object value) {
        return ends(process, Outcome.FAIL, f, value);
    }

    Script info(long process, String f, @Nullable Object value) {
        return ends(process, Outcome.INFO, f, value);
    }

    Script nemesis(String f, @Nullable Object value) {
        events.add(new Disturbance(events.size(), events.size() * MS, f, value));
        return this;
    }

    private Script ends(long process, Outcome outcome, String f, @Nullable Object value) {
        events.add(new Completion(events.size(), events.size() * MS, process, outcome, f, value, Optional.empty()));
        return this;
    }

    /** An operation with nothing in between. */
    Script does(long process, String f, @Nullable Object argument, @Nullable Object result) {
        return invoke(process, f, argument).ok(process, f, result);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    Finding by(Auditor auditor) {
        return finding(auditor.begin(), events);
    }

    static Finding finding(Auditing auditing, List<Event> events) {
        events.forEach(auditing::accept);
        return auditing.finding();
    }
}
