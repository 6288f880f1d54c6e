package io.ordeal.histories.frontier;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a history while it comes about. It follows as soon as it is known what became of an operation: an event is taken
 * when every operation invoked before it has ended. So a violation that it finds is certain, and is found in what has
 * happened so far by whoever looks later.
 *
 * <p>What is over is forgotten: it remembers what is pending, what is possible, and what of unknown outcome may still
 * take effect, each kind once.
 */
public final class Watch<S> {

    /** How many events are taken at once at most, and how much work is begun. */
    private static final int STEPS = 256;

    private static final long WORK = 1 << 17;

    private final Model<S> model;
    private final Bounds bounds;
    private final Deque<Moment<S>> waiting = new ArrayDeque<>();
    private @Nullable Lookout<S> lookout;
    private S state;
    private long moments;
    private boolean over;
    private boolean exact = true;
    private Optional<String> limit = Optional.empty();

    public Watch(Model<S> model, Bounds bounds) {
        this.model = model;
        this.bounds = bounds;
        this.state = model.initial();
    }

    /** An operation that is under way. */
    public static final class Ticket<S> {
        private @Nullable Operation operation;
        private @Nullable Transition<S> transition;
        private boolean ended;
        private boolean certain;
        private long returned;
        private int name;

        private Ticket() {}
    }

    private record Moment<S>(Ticket<S> ticket, boolean isReturn) {}

    /** An operation begins. */
    public Ticket<S> invoke() {
        var ticket = new Ticket<S>();
        add(ticket, false);
        return ticket;
    }

    private void add(Ticket<S> ticket, boolean isReturn) {
        moments++;
        if (!over) {
            waiting.add(new Moment<>(ticket, isReturn));
        }
    }

    /** An operation ends that did not take effect. */
    public void fail(Ticket<S> ticket) {
        ticket.ended = true;
    }

    /** An operation ends that certainly took effect, as {@code transition} says. */
    public void succeed(Ticket<S> ticket, Operation operation, Transition<S> transition) {
        end(ticket, operation, transition);
        ticket.certain = true;
        ticket.returned = moments;
        add(ticket, true);
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
     * Takes what can be taken; not all of it at once, if it is very much.
     *
     * @return a violation, the first time that there is one: the operation whose return shows it. What comes after it is
     *     of no matter
     */
    public Optional<Operation> advance() {
        if (waiting.size() > bounds.waiting()) {
            giveUp("an operation has been under way for more than " + bounds.waiting() + " events");
        }
        try {
            return taken();
        } catch (SpentException spent) {
            giveUp(spent.limit());
            return Optional.empty();
        }
    }

    private Optional<Operation> taken() throws SpentException {
        if (!isReady()) {
            return Optional.empty();
        }
        Lookout<S> awake = awake();
        long enough = awake.work() + WORK;
        for (int step = 0; step < STEPS && isReady() && awake.work() <= enough; step++) {
            Moment<S> moment = waiting.removeFirst();
            if (!take(moment, awake)) {
                stop();
                return Optional.ofNullable(moment.ticket().operation);
            }
        }
        if (exact && !awake.isExact()) {
            exact = false;
            limit = Optional.of("watched less closely: too much of unknown outcome may have taken effect");
        }
        return Optional.empty();
    }

    private boolean isReady() {
        return !waiting.isEmpty() && waiting.getFirst().ticket().ended;
    }

    private Lookout<S> awake() {
        if (lookout == null) {
            lookout = new Lookout<>(model, state, bounds);
        }
        return lookout;
    }

    /** Whether there is an explanation. */
    private boolean take(Moment<S> moment, Lookout<S> awake) throws SpentException {
        Ticket<S> ticket = moment.ticket();
        if (moment.isReturn()) {
            return awake.complete(ticket.name);
        }
        if (ticket.transition != null && ticket.certain) {
            ticket.name = awake.invoke(ticket.transition, ticket.returned);
        } else if (ticket.transition != null) {
            awake.crash(ticket.transition);
        }
        return true;
    }

    private void giveUp(String why) {
        stop();
        limit = Optional.of("no longer watched: " + why);
    }

    private void stop() {
        over = true;
        waiting.clear();
        lookout = null;
    }

    /** Whether it still looks. Otherwise it found a violation, or came to a limit, and only the whole history can tell. */
    public boolean isWatching() {
        return !over;
    }

    /** Which limit was reached since somebody asked. It sees less from then on, or nothing any more. */
    public Optional<String> takeLimit() {
        Optional<String> reached = limit;
        limit = Optional.empty();
        return reached;
    }

    /** Keeps as little as possible until the next operation begins. */
    public void rest() {
        if (lookout != null) {
            lookout.settled().ifPresent(known -> {
                state = known;
                lookout = null;
            });
        }
    }

    /** How many things it remembers. */
    public int size() {
        return waiting.size() + (lookout == null ? 1 : lookout.size());
    }
}
