package io.ordeal.histories.op;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which operations are open while a history goes by. It complains at once of an event that is out of place, and
 * remembers nothing else: not what ended, only which clients crashed.
 */
public final class Openings {

    /** What each process is at; empty once it crashed. */
    private final Map<Long, Optional<Invocation>> processes = new TreeMap<>();

    private long last = Long.MIN_VALUE;

    /** @throws MalformedHistoryException where {@code invocation} cannot follow the events before it */
    public void open(Invocation invocation) {
        follow(invocation);
        Optional<Invocation> busy = processes.putIfAbsent(invocation.process(), Optional.of(invocation));
        if (busy == null) {
            return;
        }
        String why = busy.map(open -> "its " + described(open) + " is still open")
                .orElse("it crashed before: an operation of unknown outcome never ends");
        throw malformed(invocation, "process " + invocation.process() + " invokes " + invocation.f() + ", but " + why);
    }

    /**
     * The operation that ends with {@code completion}.
     *
     * @throws MalformedHistoryException where it cannot follow the events before it
     */
    public Operation close(Completion completion) {
        follow(completion);
        String complaint = "process " + completion.process() + " completes " + completion.f() + ", but ";
        Optional<Invocation> opened = processes.remove(completion.process());
        if (opened == null || opened.isEmpty()) {
            throw malformed(completion, complaint + "it has no operation open");
        }
        Invocation invocation = opened.get();
        if (!invocation.f().equals(completion.f())) {
            throw malformed(completion, complaint + "its " + described(invocation) + " is open");
        }
        if (completion.outcome() == Outcome.INFO) {
            processes.put(completion.process(), Optional.empty());
        }
        return new Operation(invocation, Optional.of(completion));
    }

    /** @throws MalformedHistoryException where {@code disturbance} cannot follow the events before it */
    public void pass(Disturbance disturbance) {
        follow(disturbance);
    }

    /** What has not ended, in the order of invocation. */
    public List<Operation> unended() {
        return processes.values().stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Invocation::index))
                .map(invocation -> new Operation(invocation, Optional.empty()))
                .toList();
    }

    private void follow(Event event) {
        if (event.index() <= last) {
            throw malformed(event, "comes after event " + last);
        }
        last = event.index();
    }

    private static String described(Invocation invocation) {
        return invocation.f() + " of event " + invocation.index();
    }

    private static MalformedHistoryException malformed(Event event, String problem) {
        return new MalformedHistoryException(event.index(), problem);
    }
}
