package io.ordeal.histories.check;

import io.ordeal.histories.check.Counterexample.Attempt;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Excerpt;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.Ruling.Refuted;
import io.ordeal.histories.frontier.SpentException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import io.ordeal.histories.porcupine.Problem;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells of a history that cannot be explained what can be told: how far explanations go, and why no further. */
final class Refutation<S> {

    /** With more states than that nobody is helped. */
    private static final int ENOUGH_STATES = 64;

    private final Part<S> part;
    private final Encoding<S> encoding;
    private final Model<S> model;
    private final Columns columns;
    private final Refuted refuted;
    private final Meter meter;
    /** The longest explanation that leads to a state; of equal ones the first. */
    private final SequencedMap<S, Reached> longest = new LinkedHashMap<>();

    /**
     * An explanation of what completed before the culprit.
     *
     * @param helpers where the operations in it were invoked that had not completed by then
     */
    private record Reached(List<Operation> order, Set<Long> helpers) {

        Reached with(Operation operation) {
            var more = new HashSet<>(helpers);
            more.add(operation.invocation().index());
            return new Reached(new Longer(order, operation), more);
        }
    }

    /** @param meter what may be spent on it: whatever is not known by then is left out */
    Refutation(Part<S> part, Refuted refuted, Meter meter) {
        this.part = part;
        this.meter = meter;
        this.encoding = part.encoding();
        this.model = encoding.automaton().model();
        this.columns = encoding.columns();
        this.refuted = refuted;
    }

    Counterexample counterexample() {
        int culprit = columns.operationAt(refuted.position());
        Operation last = encoding.origin().apply(culprit);
        try {
            for (int[] attempt : refuted.attempts()) {
                meter.claims(2L * Integer.BYTES * attempt.length);
                int[] order = without(culprit, attempt);
                note(new Recital<>(encoding, meter).verify(order, refuted.position()), order);
            }
            extend(open(last));
        } catch (SpentException _) {
            // What was gathered so far is true all the same.
        }
        Transition<S> transition = encoding.automaton().transition(columns.kind(culprit));
        List<Attempt> attempts = longest.entrySet().stream()
                .sorted(Comparator.comparingInt(end -> -end.getValue().order().size()))
                .limit(Counterexample.MAX_ATTEMPTS)
                .map(end ->
                        new Attempt(end.getValue().order(), model.show(end.getKey()), transition.legalIn(end.getKey())))
                .toList();
        return new Counterexample(part.key(), last, attempts, stretch());
    }

    private int[] without(int culprit, int[] attempt) throws SpentException {
        int[] order = new int[attempt.length];
        int size = 0;
        for (int i = 0; i < attempt.length; i++) {
            meter.step(i);
            if (attempt[i] != culprit) {
                order[size++] = attempt[i];
            }
        }
        return Arrays.copyOf(order, size);
    }

    private Optional<Stretch> stretch() {
        if (refuted.stretch().isEmpty() || refuted.core().isEmpty()) {
            return Optional.empty();
        }
        Excerpt whole = refuted.stretch().get();
        List<Operation> operations =
                IntStream.of(whole.numbers()).mapToObj(encoding.origin()).toList();
        return Optional.of(new Stretch(
                operations,
                index(whole.start()),
                index(refuted.position()),
                CoreHistory.of(refuted.core().get(), encoding)));
    }

    /** The index of the event at {@code position}. */
    private long index(int position) {
        Operation operation = encoding.origin().apply(columns.operationAt(position));
        return columns.isReturn(position)
                ? operation.completion().map(Completion::index).orElseThrow()
                : operation.invocation().index();
    }

    private void note(S state, int[] order) {
        Reached known = longest.get(state);
        if (known == null ? longest.size() < ENOUGH_STATES : known.order().size() < order.length) {
            Set<Long> helpers = IntStream.of(order)
                    .filter(operation -> columns.returned(operation) > refuted.position())
                    .mapToObj(operation -> encoding.origin().apply(operation))
                    .map(operation -> operation.invocation().index())
                    .collect(Collectors.toSet());
            longest.put(state, new Reached(new Order(order, encoding.origin()), helpers));
        }
    }

    /** A search leaves out what helps nobody; at the very end it leads to other states all the same. */
    private void extend(List<Operation> open) {
        var ends = new ArrayList<>(longest.keySet());
        for (int i = 0; i < ends.size() && longest.size() < ENOUGH_STATES; i++) {
            Reached reached = Objects.requireNonNull(longest.get(ends.get(i)));
            for (Operation operation : open) {
                Optional<S> end = Problem.task(model, operation).transition().from(ends.get(i));
                if (end.isPresent()
                        && longest.size() < ENOUGH_STATES
                        && !longest.containsKey(end.get())
                        && !reached.helpers().contains(operation.invocation().index())) {
                    longest.put(end.get(), reached.with(operation));
                    ends.add(end.get());
                }
            }
        }
    }

    /** Invoked before the culprit returned, and not returned by then. */
    private List<Operation> open(Operation culprit) throws SpentException {
        long end = culprit.completion().map(Completion::index).orElse(Long.MAX_VALUE);
        var open = new ArrayList<Operation>();
        int step = 0;
        for (Operation operation : part.operations()) {
            meter.step(step++);
            if (operation.invocation().index() >= end) {
                break;
            }
            boolean returned = operation.outcome() == Outcome.OK
                    && operation.completion().map(Completion::index).orElse(end) <= end;
            if (operation.outcome() != Outcome.FAIL && !returned && !operation.equals(culprit)) {
                open.add(operation);
            }
        }
        return open;
    }

    /** One operation more. */
    private static final class Longer extends AbstractList<Operation> {

        private final List<Operation> order;
        private final Operation last;

        Longer(List<Operation> order, Operation last) {
            this.order = order;
            this.last = last;
        }

        @Override
        public Operation get(int index) {
            return index == order.size() ? last : order.get(index);
        }

        @Override
        public int size() {
            return order.size() + 1;
        }
    }
}
