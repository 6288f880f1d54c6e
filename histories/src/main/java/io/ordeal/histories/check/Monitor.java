package io.ordeal.histories.check;

import io.ordeal.histories.frontier.Bounds;
import io.ordeal.histories.frontier.Watch;
import io.ordeal.histories.model.Independent;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks a run while it goes on, each object by itself. What it calls a violation is one, and {@link Linearizable} will
 * say so of any history that begins like this one. Where it finds none there may still be one: the whole history tells.
 *
 * <p>It costs work, not time: it never looks at a clock, so that a simulated run stays the same. What it remembers does
 * not grow with the run, but for operations of unknown outcome that may still take effect: each kind counts once.
 */
public final class Monitor<S> {

    private final Model<S> model;
    private final boolean byKey;
    private final Bounds bounds;
    private final Map<Object, Watch<S>> watches = new LinkedHashMap<>();
    private final Map<Long, Open<S>> open = new TreeMap<>();

    private record Open<S>(Invocation invocation, Optional<Object> key, Watch<S> watch, Watch.Ticket<S> ticket) {}

    /** @param byKey whether values are {@code [key value]}, each key an object of its own */
    public Monitor(Model<S> model, boolean byKey) {
        this(model, byKey, Bounds.STANDARD);
    }

    Monitor(Model<S> model, boolean byKey, Bounds bounds) {
        this.model = model;
        this.byKey = byKey;
        this.bounds = bounds;
    }

    /**
     * Takes the next event of a well-formed history.
     *
     * @return the operation that cannot be explained, as soon as that is certain; or a limit, when it is reached
     * @throws io.ordeal.histories.op.MalformedHistoryException where a value is not {@code [key value]}
     * @throws io.ordeal.histories.model.MisfitException where the model does not know an operation
     */
    public Optional<Notice> accept(Event event) {
        return switch (event) {
            case Invocation invocation -> {
                begin(invocation);
                yield Optional.empty();
            }
            case Completion completion -> end(completion);
            case Disturbance _ -> Optional.empty();
        };
    }

    private void begin(Invocation whole) {
        Optional<Object> key = byKey ? Optional.of(Independent.key(whole)) : Optional.empty();
        Invocation invocation = byKey ? Independent.within(whole) : whole;
        Watch<S> watch = watches.computeIfAbsent(key.orElse(""), _ -> new Watch<>(model, bounds));
        open.put(invocation.process(), new Open<>(invocation, key, watch, watch.invoke()));
    }

    private Optional<Notice> end(Completion whole) {
        Open<S> begun = open.remove(whole.process());
        if (begun == null) {
            return Optional.empty();
        }
        Completion completion =
                begun.key().map(key -> Independent.within(key, whole)).orElse(whole);
        var operation = new Operation(begun.invocation(), Optional.of(completion));
        Watch<S> watch = begun.watch();
        switch (completion.outcome()) {
            case OK ->
                watch.succeed(
                        begun.ticket(),
                        operation,
                        model.certain(operation.f(), operation.argument(), operation.result()));
            case FAIL -> watch.fail(begun.ticket());
            case INFO -> watch.crash(begun.ticket(), operation, model.possible(operation.f(), operation.argument()));
        }
        return advanced(begun.key(), watch);
    }

    private Optional<Notice> advanced(Optional<Object> key, Watch<S> watch) {
        Optional<Operation> culprit = watch.advance();
        Optional<String> limit = watch.takeLimit();
        if (watches.size() > bounds.ready()) {
            watch.rest();
        }
        return culprit.<Notice>map(operation -> new Notice.Violation(key, operation))
                .or(() -> limit.map(what -> new Notice.Limit(key, what)));
    }

    /** How many things it remembers. */
    int size() {
        return open.size() + watches.values().stream().mapToInt(Watch::size).sum();
    }
}
