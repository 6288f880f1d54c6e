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
        /** By the position of the invocation. */
        private final Openings<Integer> openings = new Openings<>();

        /** @throws MalformedHistoryException where {@code event} cannot follow those before it */
        public void add(Event event) {
            switch (event) {
                case Invocation invocation -> {
                    openings.open(invocation, invocations.size());
                    invocations.add(invocation);
                    completions.add(null);
                }
                case Completion completion -> completions.set(openings.close(completion), completion);
                case Disturbance disturbance -> openings.pass(disturbance);
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
    }
}
