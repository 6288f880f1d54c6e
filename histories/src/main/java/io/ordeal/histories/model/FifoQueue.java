package io.ordeal.histories.model;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue, empty at first, first in, first out: Knossos' {@code fifo-queue}. An enqueue puts its argument at the end; a
 * dequeue takes what is in front. One that succeeded and gave nil found the queue empty, which Knossos does not know;
 * so nobody can enqueue nil.
 */
public record FifoQueue() implements Model<Backlog> {

    @Override
    public String name() {
        return "fifo-queue";
    }

    @Override
    public Backlog initial() {
        return Backlog.EMPTY;
    }

    @Override
    public Object show(Backlog waiting) {
        return waiting.elements();
    }

    @Override
    public Transition<Backlog> certain(String f, @Nullable Object argument, @Nullable Object result) {
        return switch (f) {
            case "enqueue" -> new Enqueue(enqueued(argument, result));
            case "dequeue" -> result == null ? new Idle() : new Dequeue(Optional.of(result));
            default -> throw unknown("a " + name(), f);
        };
    }

    @Override
    public Transition<Backlog> possible(String f, @Nullable Object argument) {
        return switch (f) {
            case "enqueue" -> new Enqueue(enqueued(argument, null));
            case "dequeue" -> new Dequeue(Optional.empty());
            default -> throw unknown("a " + name(), f);
        };
    }

    /** What an enqueue puts into a queue of any kind. */
    static Object enqueued(@Nullable Object argument, @Nullable Object result) {
        if (argument == null) {
            throw new MisfitException("nil cannot be enqueued: to dequeue nil is to find the queue empty");
        }
        if (result != null && !result.equals(argument)) {
            throw new MisfitException("an enqueue gives back its own value, " + argument + ", not " + result);
        }
        return argument;
    }

    static MisfitException unknown(String queue, String f) {
        return new MisfitException(queue + " knows enqueue and dequeue, but no " + f);
    }

    /**
     * Enqueues of what no certain dequeue gave. If it was never taken, whatever came behind it was not either, and
     * nobody saw the queue empty since. If it was, then by a dequeue of unknown outcome, and the two can go together.
     *
     * <p>Dequeues, where no dequeue is certain.
     */
    @Override
    public BitSet dispensable(List<Transition<Backlog>> certain, List<Transition<Backlog>> possible) {
        Set<Object> seen = new LinkedHashSet<>();
        boolean idle = false;
        for (Transition<Backlog> operation : certain) {
            if (operation instanceof Dequeue(var value)) {
                value.ifPresent(seen::add);
            }
            idle |= operation instanceof Idle;
        }
        var useless = new BitSet();
        for (int i = 0; i < possible.size(); i++) {
            useless.set(
                    i,
                    possible.get(i) instanceof Enqueue(Object value) ? !seen.contains(value) : seen.isEmpty() && !idle);
        }
        return useless;
    }

    private record Enqueue(Object value) implements Transition<Backlog> {
        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.Puts(value));
        }

        @Override
        public Optional<Backlog> from(Backlog waiting) {
            return Optional.of(waiting.with(value));
        }

        @Override
        public Object legalIn(Backlog waiting) {
            return value;
        }
    }

    /** @param value what it took; empty where it did not tell */
    private record Dequeue(Optional<Object> value) implements Transition<Backlog> {
        @Override
        public Optional<Handling> handling() {
            return value.map(Handling.Takes::new);
        }

        @Override
        public Optional<Backlog> from(Backlog waiting) {
            Object first = waiting.first();
            return first != null && value.orElse(first).equals(first)
                    ? Optional.of(waiting.withoutFirst())
                    : Optional.empty();
        }

        @Override
        public @Nullable Object legalIn(Backlog waiting) {
            return waiting.first();
        }
    }

    /** A dequeue that found nothing. */
    private record Idle() implements Transition<Backlog> {
        @Override
        public Nature<Backlog> nature() {
            return new Nature.Observes<>(Backlog.EMPTY);
        }

        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.FindsNothing());
        }

        @Override
        public Optional<Backlog> from(Backlog waiting) {
            return waiting.isEmpty() ? Optional.of(waiting) : Optional.empty();
        }

        @Override
        public @Nullable Object legalIn(Backlog waiting) {
            return waiting.first();
        }
    }
}
