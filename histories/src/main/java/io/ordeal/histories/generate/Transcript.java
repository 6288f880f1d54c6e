package io.ordeal.histories.generate;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down what happened last, as an event. */
final class Transcript implements Observer {

    private long index;
    private Optional<Event> last = Optional.empty();

    /** What happened since one asked last. */
    Optional<Event> take() {
        Optional<Event> event = last;
        last = Optional.empty();
        return event;
    }

    @Override
    public void invoked(Call call, long nanos) {
        last = Optional.of(new Invocation(index++, nanos, call.process, f(call), argument(call)));
    }

    @Override
    public void ended(Call call, long nanos) {
        Outcome outcome = call.outcome();
        Object value = call.verb == Call.Verb.READ && outcome == Outcome.OK ? plain(call.value) : argument(call);
        Optional<String> error = switch (outcome) {
            case OK -> Optional.empty();
            case FAIL -> Optional.of("the register holds another value");
            case INFO -> Optional.of("no answer");
        };
        last = Optional.of(new Completion(index++, nanos, call.process, outcome, f(call), value, error));
    }

    private static String f(Call call) {
        return switch (call.verb) {
            case READ -> "read";
            case WRITE -> "write";
            case CAS -> "cas";
        };
    }

    private static @Nullable Object argument(Call call) {
        return switch (call.verb) {
            case READ -> null;
            case WRITE -> plain(call.value);
            case CAS -> Arrays.asList(plain(call.old), plain(call.value));
        };
    }

    /** Nil is 0. */
    static @Nullable Object plain(int value) {
        return value == 0 ? null : (Object) (long) value;
    }
}
