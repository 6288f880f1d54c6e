package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a history while it comes about. It follows as soon as it is known what became of an operation: an event is taken
 * when every operation invoked before it has ended. So a violation that it finds is certain, and is found in what has
 * happened so far by whoever looks later.
 */
public final class Watch<S> {

    private final Automaton<S> automaton;
    private final Columns columns = new Columns();
    private final List<Operation> origin = new ArrayList<>();
    private final Deque<Moment<S>> waiting = new ArrayDeque<>();
    private final Scout scout;
    private int moments;
    private boolean over;

    /** @param meter counts from now on */
    public Watch(Model<S> model, Meter meter) {
        this.automaton = new Automaton<>(model);
        var encoding = new Encoding<>(automaton, columns, origin::get);
        Prunings prunings = Prunings.ALL.withoutLookAhead();
        try {
            this.scout = new Scout(encoding, prunings, new Stretches<>(encoding, prunings, meter), meter);
        } catch (SpentException spent) {
            throw new IllegalArgumentException("nothing can be watched: " + spent.limit(), spent);
        }
    }

    /** An operation that is under way. */
    public static final class Ticket<S> {
        private @Nullable Operation operation;
        private @Nullable Transition<S> transition;
        private boolean ended;
        private int returned = Columns.NEVER;
        private int number;

        private Ticket() {}
    }

    private record Moment<S>(Ticket<S> ticket, boolean isReturn) {}

    /** An operation begins. */
    public Ticket<S> invoke() {
        var ticket = new Ticket<S>();
        moments++;
        waiting.add(new Moment<>(ticket, false));
        return ticket;
    }

    /** An operation ends that did not take effect. */
    public void fail(Ticket<S> ticket) {
        ticket.ended = true;
    }

    /** An operation ends that certainly took effect, as {@code transition} says. */
    public void succeed(Ticket<S> ticket, Operation operation, Transition<S> transition) {
        end(ticket, operation, transition);
        ticket.returned = moments++;
        waiting.add(new Moment<>(ticket, true));
    }

    /** An operation ends of which nobody knows whether it takes effect; if so, as {@code transition} says. */
    public void crash(Ticket<S> ticket, Operation operation, Transition<S> transition) {
        end(ticket, operation, transition);
    }

    private void end(Ticket<S> ticket, Operation operation, Transition<S> transition) {
        ticket.ended = true;
        ticket.operation = operation;
        ticket.transition = transition;
    }

    /**
     * Takes what can be taken.
     *
     * @return a violation, the first time that there is one; what comes after it is of no matter
     */
    public Optional<Operation> advance() {
        if (over) {
            waiting.clear();
            return Optional.empty();
        }
        if (waiting.isEmpty() || !waiting.getFirst().ticket().ended) {
            return Optional.empty();
        }
        while (!waiting.isEmpty() && waiting.getFirst().ticket().ended) {
            take(waiting.removeFirst());
        }
        try {
            return switch (scout.run()) {
                case THROUGH -> Optional.empty();
                case REFUTED -> {
                    over = true;
                    int position = scout.position();
                    int first =
                            scout.findFirst("", 0).map(Ruling.Refuted::position).orElse(position);
                    yield Optional.of(origin.get(columns.operationAt(first)));
                }
                case LOST -> {
                    over = true;
                    yield Optional.empty();
                }
            };
        } catch (SpentException _) {
            over = true;
            return Optional.empty();
        }
    }

    private void take(Moment<S> moment) {
        Ticket<S> ticket = moment.ticket();
        Transition<S> transition = ticket.transition;
        Operation operation = ticket.operation;
        if (transition == null || operation == null) {
            return;
        }
        if (moment.isReturn()) {
            columns.complete(ticket.number);
            return;
        }
        int kind = automaton.kind(transition);
        if (ticket.returned != Columns.NEVER || automaton.shape(kind).changes()) {
            ticket.number = columns.invoke(kind);
            origin.add(operation);
            if (ticket.returned != Columns.NEVER) {
                columns.promise(ticket.number, ticket.returned);
            }
        }
    }

    /** Whether it still looks. Otherwise it found a violation, or it got lost, and only the whole history can tell. */
    public boolean isWatching() {
        return !over;
    }
}
