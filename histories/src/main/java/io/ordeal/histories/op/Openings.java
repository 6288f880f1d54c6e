package io.ordeal.histories.op;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.Comparator;
import java.util.List;

/**
 * Which operations are open while a history goes by. It complains at once of an event that is out of place, and
 * remembers nothing else: not what ended, only which clients crashed.
 *
 * @param <T> what it keeps for each operation until it ends
 */
public final class Openings<T> {

    private final Clients<T> busy = new Clients<>();
    private final ProcessSet crashed = new ProcessSet();
    private long last = Long.MIN_VALUE;

    /**
     * @param ticket will be given back when the operation ends
     * @throws MalformedHistoryException where {@code invocation} cannot follow the events before it
     */
    public void open(Invocation invocation, T ticket) {
        follow(invocation);
        Opened<T> open = busy.get(invocation.process());
        if (open != null) {
            throw busy(invocation, "its " + described(open.invocation()) + " is still open");
        }
        if (crashed.contains(invocation.process())) {
            throw busy(invocation, "it crashed before: an operation of unknown outcome never ends");
        }
        busy.add(new Opened<>(invocation, ticket));
    }

    /**
     * An operation ends.
     *
     * @return the ticket with which it was opened
     * @throws MalformedHistoryException where {@code completion} cannot follow the events before it
     */
    public T close(Completion completion) {
        follow(completion);
        Opened<T> opened = busy.get(completion.process());
        if (opened == null) {
            throw idle(completion, "it has no operation open");
        }
        if (!opened.invocation().f().equals(completion.f())) {
            throw idle(completion, "its " + described(opened.invocation()) + " is open");
        }
        busy.remove(completion.process());
        if (completion.outcome() == Outcome.INFO) {
            crashed.add(completion.process());
        }
        return opened.ticket();
    }

    /** @throws MalformedHistoryException where {@code disturbance} cannot follow the events before it */
    public void pass(Disturbance disturbance) {
        follow(disturbance);
    }

    /** The tickets of what has not ended, in the order of invocation. */
    public List<T> unended() {
        return busy.all()
                .sorted(Comparator.comparingLong(
                        (Opened<T> opened) -> opened.invocation().index()))
                .map(Opened::ticket)
                .toList();
    }

    /** How much memory it takes to know which clients crashed. */
    public long bytes() {
        return crashed.bytes();
    }

    private void follow(Event event) {
        if (event.index() <= last) {
            throw new MalformedHistoryException(event.index(), "comes after event " + last);
        }
        last = event.index();
    }

    private static String described(Invocation invocation) {
        return invocation.f() + " of event " + invocation.index();
    }

    private static MalformedHistoryException busy(Invocation event, String why) {
        return new MalformedHistoryException(
                event.index(), "process " + event.process() + " invokes " + event.f() + ", but " + why);
    }

    private static MalformedHistoryException idle(Completion event, String why) {
        return new MalformedHistoryException(
                event.index(), "process " + event.process() + " completes " + event.f() + ", but " + why);
    }
}
