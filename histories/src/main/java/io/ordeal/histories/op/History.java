package io.ordeal.histories.op;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole history: its events, and the operations that they pair up to. Immutable. */
public final class History {

    private final List<Event> events;
    private final List<Operation> operations;

    private History(List<Event> events, List<Operation> operations) {
        this.events = events;
        this.operations = operations;
    }

    /**
     * Pairs {@code events} up.
     *
     * @throws MalformedHistoryException at the first event that is out of place
     */
    public static History of(List<? extends Event> events) {
        var pairing = new Pairing();
        events.forEach(pairing::add);
        return pairing.history();
    }

    /** Every event, in order. */
    public List<Event> events() {
        return events;
    }

    /** Every client operation, in the order of invocation. */
    public List<Operation> operations() {
        return operations;
    }

    /** Grows a history, event by event, and complains at once of one that is out of place. */
    public static final class Pairing {

        private final List<Event> events = new ArrayList<>();
        private final List<Invocation> invocations = new ArrayList<>();
        private final List<@Nullable Completion> completions = new ArrayList<>();
        /** As positions in {@link #invocations}. */
        private final OpenInvocations open = new OpenInvocations();

        /** @throws MalformedHistoryException where {@code event} cannot follow those before it */
        public void add(Event event) {
            if (!events.isEmpty() && event.index() <= events.getLast().index()) {
                throw malformed(event, "comes after event " + events.getLast().index());
            }
            switch (event) {
                case Invocation invocation -> open(invocation);
                case Completion completion -> close(completion);
                case Disturbance _ -> {}
            }
            events.add(event);
        }

        /** What the events so far pair up to. Operations still open have no completion. */
        public History history() {
            var operations = new ArrayList<Operation>(invocations.size());
            for (int i = 0; i < invocations.size(); i++) {
                operations.add(new Operation(invocations.get(i), Optional.ofNullable(completions.get(i))));
            }
            return new History(List.copyOf(events), List.copyOf(operations));
        }

        private void open(Invocation invocation) {
            int busy = open.get(invocation.process());
            if (busy == OpenInvocations.CRASHED) {
                throw malformed(
                        invocation,
                        "process " + invocation.process() + " invokes " + invocation.f()
                                + ", but it crashed before: an operation of unknown outcome never ends");
            }
            if (busy != OpenInvocations.NONE) {
                throw malformed(
                        invocation,
                        "process " + invocation.process() + " invokes " + invocation.f() + ", but its "
                                + described(invocations.get(busy)) + " is still open");
            }
            open.put(invocation.process(), invocations.size());
            invocations.add(invocation);
            completions.add(null);
        }

        private void close(Completion completion) {
            int opened = open.get(completion.process());
            if (opened < 0) {
                throw malformed(
                        completion,
                        "process " + completion.process() + " completes " + completion.f()
                                + ", but it has no operation open");
            }
            Invocation invocation = invocations.get(opened);
            if (!invocation.f().equals(completion.f())) {
                throw malformed(
                        completion,
                        "process " + completion.process() + " completes " + completion.f() + ", but its "
                                + described(invocation) + " is open");
            }
            completions.set(opened, completion);
            open.put(
                    completion.process(),
                    completion.outcome() == Outcome.INFO ? OpenInvocations.CRASHED : OpenInvocations.NONE);
        }

        private static String described(Invocation invocation) {
            return invocation.f() + " of event " + invocation.index();
        }

        private static MalformedHistoryException malformed(Event event, String problem) {
            return new MalformedHistoryException(event.index(), problem);
        }
    }
}
