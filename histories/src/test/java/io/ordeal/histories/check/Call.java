package io.ordeal.histories.check;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.History;
import io.ordeal.histories.op.Operation;
import io.ordeal.histories.op.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a scale of time where there is always room in between.
 *
 * @param end {@link #NEVER} where nobody knows how it ended
 * @param result what it gave, once it succeeded
 */
record Call(
        double start,
        double end,
        String f,
        @Nullable Object argument,
        @Nullable Object result) {

    static final double NEVER = Double.POSITIVE_INFINITY;

    private record Endpoint(double time, int process, boolean isStart) {}

    /** Those of a history that did not fail, at the times of their indices. */
    static List<Call> of(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.outcome() != Outcome.FAIL)
                .map(Call::of)
                .toList();
    }

    static Call of(Operation operation) {
        Invocation invocation = operation.invocation();
        return operation
                .completion()
                .filter(completion -> completion.outcome() == Outcome.OK)
                .map(completion -> new Call(
                        (double) invocation.index(),
                        (double) completion.index(),
                        invocation.f(),
                        invocation.value(),
                        completion.value()))
                .orElse(new Call((double) invocation.index(), NEVER, invocation.f(), invocation.value(), null));
    }

    boolean isOver() {
        return end != NEVER;
    }

    /** The same at another time. */
    Call at(double newStart, double newEnd) {
        return new Call(newStart, newEnd, f, argument, result);
    }

    Call later(double time) {
        return at(start + time, end + time);
    }

    /** The same with other values. */
    Call with(UnaryOperator<@Nullable Object> value) {
        return new Call(start, end, f, value.apply(argument), value.apply(result));
    }

    /** Each by a process of its own. No two of them begin or end at the same time. */
    static History history(List<Call> calls) {
        var endpoints = new ArrayList<Endpoint>();
        for (int process = 0; process < calls.size(); process++) {
            Call call = calls.get(process);
            endpoints.add(new Endpoint(call.start, process, true));
            if (call.isOver()) {
                endpoints.add(new Endpoint(call.end, process, false));
            }
        }
        endpoints.sort(Comparator.comparingDouble(Endpoint::time));
        var events = new ArrayList<Event>();
        for (Endpoint endpoint : endpoints) {
            int process = endpoint.process();
            Call call = calls.get(process);
            events.add(
                    endpoint.isStart()
                            ? new Invocation(events.size(), Event.UNTIMED, process, call.f, call.argument)
                            : new Completion(
                                    events.size(),
                                    Event.UNTIMED,
                                    process,
                                    Outcome.OK,
                                    call.f,
                                    call.result,
                                    Optional.empty()));
        }
        return History.of(events);
    }
}
