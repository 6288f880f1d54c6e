package io.ordeal.histories.check;

import io.ordeal.histories.encode.Encoder;
import io.ordeal.histories.model.Independent;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Openings;
import io.ordeal.histories.op.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history on its way into a check, event by event. What it keeps of an operation takes some ten bytes, and counts
 * against the {@linkplain Limits#bytes limit}; once that is reached it keeps no more, and what it has kept is checked.
 * Not for several threads.
 */
public final class Checking<S> {

    private static final long MEBIBYTE = 1 << 20;

    /** About how much memory a search needs for each operation. */
    private static final long SEARCH_BYTES = 28;
    /** About how much memory a search needs for each state. */
    private static final long SEARCH_BYTES_PER_STATE = 24;
    /** About what an object takes, besides its operations. */
    private static final long PORTION_BYTES = 2048;

    private final Jury<S> jury;
    private final Limits limits;
    private final boolean byKey;
    private final Encoder<S> first;
    private final Openings<Begun<S>> openings = new Openings<>();
    private final Map<Object, Portion<S>> portions = new LinkedHashMap<>();
    private long operations;
    private long succeeded;
    private long kept;
    private int largest;
    private long bytes;
    private boolean full;

    /** An operation that began; of one that is not kept, no more than that. */
    private sealed interface Begun<S> {
        record Kept<S>(Portion<S> portion, int number) implements Begun<S> {}

        record Passed<S>() implements Begun<S> {}
    }

    /** @param byKey whether values are {@code [key value]}, each key an object of its own */
    Checking(Linearizable<S> checker, boolean byKey) {
        this.jury = new Jury<>(checker);
        this.limits = checker.limits();
        this.byKey = byKey;
        this.first = new Encoder<>(checker.model());
    }

    /**
     * Takes the next event.
     *
     * @throws io.ordeal.histories.op.MalformedHistoryException where it cannot follow those before it, or has no key
     * @throws io.ordeal.histories.model.MisfitException where the model does not know the operation
     */
    public void accept(Event event) {
        switch (event) {
            case Invocation invocation -> begin(invocation);
            case Completion completion -> end(completion);
            case Disturbance disturbance -> openings.pass(disturbance);
        }
    }

    private void begin(Invocation invocation) {
        operations++;
        if (full) {
            openings.open(invocation, new Begun.Passed<>());
            return;
        }
        Optional<Object> key = byKey ? Optional.of(Independent.key(invocation)) : Optional.empty();
        Portion<S> portion = portions.computeIfAbsent(key.orElse(""), _ -> new Portion<>(key, encoder()));
        Invocation own = byKey ? Independent.within(invocation) : invocation;
        openings.open(invocation, new Begun.Kept<>(portion, portion.size()));
        portion.invoke(own);
        kept++;
        largest = Math.max(largest, portion.size());
        bytes += portion.growth();
        full = bytes() > limits.bytes();
    }

    private Encoder<S> encoder() {
        bytes += PORTION_BYTES;
        return portions.isEmpty() ? first : first.sibling();
    }

    private void end(Completion completion) {
        succeeded += completion.outcome() == Outcome.OK ? 1 : 0;
        if (openings.close(completion) instanceof Begun.Kept<S> begun && !full) {
            Optional<Object> key = begun.portion().key();
            begun.portion()
                    .complete(
                            begun.number(),
                            key.map(it -> Independent.within(it, completion)).orElse(completion));
        }
    }

    /** About how much memory is needed for what was kept, and to search it. */
    private long bytes() {
        long searched = Math.min(kept, (long) largest * limits.threads());
        long states = byKey ? searched : first.states();
        return bytes
                + first.sharedBytes()
                + openings.bytes()
                + (Encoder.BYTES_PER_OPERATION + SEARCH_BYTES) * searched
                + SEARCH_BYTES_PER_STATE * states;
    }

    /** How many operations there were so far. */
    public long operations() {
        return operations;
    }

    /** How many of them succeeded. */
    public long succeeded() {
        return succeeded;
    }

    /**
     * What the events come to. There are no more: what is open now never ends. To be called once.
     *
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Verdict verdict() {
        long left = limits.bytes() - bytes - first.sharedBytes() - openings.bytes();
        List<Portion<S>> all = List.copyOf(portions.values());
        Portion<S> only = all.isEmpty() ? new Portion<>(Optional.empty(), first) : all.getFirst();
        Verdict verdict =
                byKey ? jury.all(all, left).verdict() : jury.one(only, left).verdict();
        return full ? ofABeginning(verdict) : verdict;
    }

    /** What the verdict on a beginning means for the whole: what is wrong stays so, and nothing else is certain. */
    private Verdict ofABeginning(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid _ ->
                new Verdict.Unknown(
                        List.of(gap(portions.values().stream()
                                .mapToInt(Portion::succeeded)
                                .sum())),
                        List.of());
            case Verdict.Unknown unknown ->
                new Verdict.Unknown(unknown.gaps(), List.of())
                        .and(new Verdict.Unknown(
                                List.of(gap(unknown.gaps().stream()
                                        .mapToInt(Gap::explained)
                                        .sum())),
                                List.of()));
            case Verdict.Invalid invalid -> invalid.and(new Verdict.Unknown(List.of(gap(0)), List.of()));
        };
    }

    private Gap gap(int explained) {
        String why = "no memory left: the limit is %d MiB, and more than the first %d operations do not fit in"
                .formatted(limits.bytes() / MEBIBYTE, kept);
        return new Gap(Optional.empty(), why, explained, (int) succeeded, 0);
    }
}
