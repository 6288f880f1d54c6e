package io.ordeal.histories.encode;

import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/** Operations as they were seen, in columns, so that they can be shown again: about 36 bytes each, besides their values. */
final class Notes {

    /** How an operation ended: not yet. */
    private static final int OPEN = 0;

    private static final int OK = 1;
    private static final int FAIL = 2;
    private static final int INFO = 3;

    private final Values values;
    private final WideNumbers indices = new WideNumbers();
    private final WideNumbers times = new WideNumbers();
    private final WideNumbers processes = new WideNumbers();
    private final Interned<String> names = new Interned<>();
    private final Numbers functions = new Numbers();
    private final Numbers arguments = new Numbers();
    private final Numbers ends = new Numbers();
    /** By how much the completion is further along. */
    private final WideNumbers distances = new WideNumbers();

    private final WideNumbers durations = new WideNumbers();
    private final Numbers results = new Numbers();
    /** Why they did not succeed; shorter than the others, if the last of them do not tell. */
    private final Numbers errors = new Numbers();

    Notes(Values values) {
        this.values = values;
    }

    int size() {
        return functions.size();
    }

    /** The number of a new operation. */
    int begin(Invocation invocation) {
        indices.add(invocation.index());
        times.add(invocation.time());
        processes.add(invocation.process());
        functions.add(names.number(invocation.f()));
        arguments.add(values.number(invocation.value()));
        ends.add(OPEN);
        distances.add(0);
        durations.add(0);
        results.add(Values.NIL);
        return functions.size() - 1;
    }

    void end(int operation, Completion completion) {
        ends.set(operation, end(completion.outcome()));
        distances.set(operation, completion.index() - indices.get(operation));
        durations.set(operation, completion.time() - times.get(operation));
        results.set(operation, values.number(completion.value()));
        if (completion.error().isPresent()) {
            while (errors.size() <= operation) {
                errors.add(Values.NIL);
            }
            errors.set(operation, values.number(completion.error().get()));
        }
    }

    private static int end(Outcome outcome) {
        return switch (outcome) {
            case OK -> OK;
            case FAIL -> FAIL;
            case INFO -> INFO;
        };
    }

    private static Outcome outcome(int end) {
        return switch (end) {
            case OK -> Outcome.OK;
            case FAIL -> Outcome.FAIL;
            default -> Outcome.INFO;
        };
    }

    /** With {@link #argument} and {@link #result} the same for operations that asked for the same, and perhaps got it. */
    int deed(int operation) {
        return (functions.get(operation) << 1) | (succeeded(operation) ? 1 : 0);
    }

    int argument(int operation) {
        return arguments.get(operation);
    }

    int result(int operation) {
        return succeeded(operation) ? results.get(operation) : Values.NIL;
    }

    private boolean succeeded(int operation) {
        return ends.get(operation) == OK;
    }

    Operation operation(int number) {
        return new Operation(invocation(number), completion(number));
    }

    String f(int number) {
        return names.get(functions.get(number));
    }

    /** The event with which it began. */
    long index(int number) {
        return indices.get(number);
    }

    private Invocation invocation(int number) {
        return new Invocation(
                indices.get(number),
                times.get(number),
                processes.get(number),
                f(number),
                values.value(arguments.get(number)));
    }

    private Optional<Completion> completion(int number) {
        if (ends.get(number) == OPEN) {
            return Optional.empty();
        }
        Object error = number < errors.size() ? values.value(errors.get(number)) : null;
        return Optional.of(new Completion(
                indices.get(number) + distances.get(number),
                times.get(number) + durations.get(number),
                processes.get(number),
                outcome(ends.get(number)),
                f(number),
                values.value(results.get(number)),
                Optional.ofNullable(error).map(String::valueOf)));
    }

    /** All of them, put together when somebody looks. */
    List<Operation> operations() {
        return new All();
    }

    /** About how much memory they take, without the values. */
    long bytes() {
        return indices.bytes()
                + times.bytes()
                + processes.bytes()
                + functions.bytes()
                + arguments.bytes()
                + ends.bytes()
                + distances.bytes()
                + durations.bytes()
                + results.bytes()
                + errors.bytes();
    }

    private final class All extends AbstractList<Operation> implements RandomAccess {

        @Override
        public Operation get(int index) {
            return operation(index);
        }

        @Override
        public int size() {
            return Notes.this.size();
        }
    }
}
