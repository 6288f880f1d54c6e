package io.ordeal.histories.model;

import io.ordeal.histories.model.UnorderedQueue.Pool;
import io.ordeal.histories.op.Keyword;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue, empty at first, that gives its elements in any order: Knossos' {@code unordered-queue}. An enqueue puts its
 * argument in, once more where it is in already; a dequeue takes any one out. One that succeeded and gave nil found the
 * queue empty, which Knossos does not know; so nobody can enqueue nil.
 *
 * <p>Of a dequeue of unknown outcome nobody knows what it took, nor when. It is good for any one element, from then on;
 * which, need not be said before somebody finds the queue empty.
 */
public record UnorderedQueue() implements Model<Pool> {

    /**
     * What is in the queue.
     *
     * @param counts how often each element is
     * @param size how many there are
     * @param claims how many of these, at most, may be gone, taken by dequeues that did not tell
     */
    public record Pool(Trie counts, int size, int claims) {

        private static final Pool EMPTY = new Pool(Trie.EMPTY, 0, 0);

        private int count(Object value) {
            Object count = counts.get(value);
            return count == null ? 0 : (Integer) count;
        }

        private Pool with(Object value) {
            return new Pool(counts.with(value, count(value) + 1), size + 1, claims);
        }

        private Optional<Pool> without(Object value) {
            int count = count(value);
            if (count == 0) {
                return Optional.empty();
            }
            Trie rest = count == 1 ? counts.without(value) : counts.with(value, count - 1);
            return Optional.of(new Pool(rest, size - 1, claims));
        }

        /** All that is in may be gone; who took none of it may take something later. */
        private Optional<Pool> emptied() {
            return size <= claims ? Optional.of(new Pool(Trie.EMPTY, 0, claims - size)) : Optional.empty();
        }

        private Pool claimed() {
            return new Pool(counts, size, claims + 1);
        }

        private List<@Nullable Object> elements() {
            var elements = new ArrayList<@Nullable Object>(size);
            for (Object value : counts.keys()) {
                if (value != null) {
                    elements.addAll(Collections.nCopies(count(value), value));
                }
            }
            return elements;
        }
    }

    @Override
    public String name() {
        return "unordered-queue";
    }

    @Override
    public Pool initial() {
        return Pool.EMPTY;
    }

    @Override
    public Object show(Pool pool) {
        if (pool.claims == 0) {
            return pool.elements();
        }
        Map<Object, Object> shown = new LinkedHashMap<>();
        shown.put(new Keyword("elements"), pool.elements());
        shown.put(new Keyword("of-these-may-be-gone"), (long) pool.claims);
        return shown;
    }

    @Override
    public Transition<Pool> certain(String f, @Nullable Object argument, @Nullable Object result) {
        return switch (f) {
            case "enqueue" -> new Enqueue(FifoQueue.enqueued(argument, result));
            case "dequeue" -> result == null ? new Idle() : new Dequeue(result);
            default -> throw FifoQueue.unknown("an " + name(), f);
        };
    }

    @Override
    public Transition<Pool> possible(String f, @Nullable Object argument) {
        return switch (f) {
            case "enqueue" -> new Enqueue(FifoQueue.enqueued(argument, null));
            case "dequeue" -> new Claim();
            default -> throw FifoQueue.unknown("an " + name(), f);
        };
    }

    /**
     * Enqueues of what no certain dequeue gave: it is only in the way of those who find the queue empty. Dequeues where
     * nobody certainly did, since nobody else can tell that something is gone.
     */
    @Override
    public BitSet dispensable(List<Transition<Pool>> certain, List<Transition<Pool>> possible) {
        Set<Object> seen = new LinkedHashSet<>();
        boolean idle = false;
        for (Transition<Pool> operation : certain) {
            if (operation instanceof Dequeue(Object value)) {
                seen.add(value);
            }
            idle |= operation instanceof Idle;
        }
        var useless = new BitSet();
        for (int i = 0; i < possible.size(); i++) {
            useless.set(i, possible.get(i) instanceof Enqueue(Object value) ? !seen.contains(value) : !idle);
        }
        return useless;
    }

    private record Enqueue(Object value) implements Transition<Pool> {
        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.Puts(value));
        }

        @Override
        public Optional<Pool> from(Pool pool) {
            return Optional.of(pool.with(value));
        }

        @Override
        public Object legalIn(Pool pool) {
            return value;
        }
    }

    private record Dequeue(Object value) implements Transition<Pool> {
        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.Takes(value));
        }

        @Override
        public Optional<Pool> from(Pool pool) {
            return pool.without(value);
        }

        @Override
        public @Nullable Object legalIn(Pool pool) {
            return anyOf(pool);
        }
    }

    /** What a dequeue could give. */
    private static @Nullable Object anyOf(Pool pool) {
        return switch (pool.counts.size()) {
            case 0 -> null;
            case 1 -> pool.counts.keys().getFirst();
            default -> Collections.unmodifiableSet(new LinkedHashSet<>(pool.counts.keys()));
        };
    }

    /** A dequeue that does not tell what it took. */
    private record Claim() implements Transition<Pool> {
        @Override
        public Optional<Pool> from(Pool pool) {
            return Optional.of(pool.claimed());
        }

        @Override
        public @Nullable Object legalIn(Pool pool) {
            return anyOf(pool);
        }
    }

    /** A dequeue that found nothing. */
    private record Idle() implements Transition<Pool> {
        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.FindsNothing());
        }

        @Override
        public Optional<Pool> from(Pool pool) {
            return pool.emptied();
        }

        @Override
        public @Nullable Object legalIn(Pool pool) {
            return anyOf(pool);
        }
    }
}
