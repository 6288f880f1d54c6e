package io.ordeal.histories.audit;

import io.ordeal.histories.format.Edn;
import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Operation;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of an audit have to carry. Whatever else they carry is a {@link MisfitException}. */
final class Values {

    /** Integers by value, then everything else by its text. */
    static final Comparator<Object> ORDER = Values::compare;

    private static final int PAIR = 2;

    private Values() {}

    /** What an operation is given that needs something. */
    static Object argument(Invocation invocation) {
        Object value = invocation.value();
        if (value == null) {
            throw misfit(invocation, invocation.process(), null, "an element", "7");
        }
        return value;
    }

    /** What an operation is given that needs an integer. */
    static BigInteger integer(Invocation invocation) {
        return switch (invocation.value()) {
            case Long number -> BigInteger.valueOf(number);
            case BigInteger number -> number;
            case null, default -> throw misfit(invocation, invocation.process(), invocation.value(), "an integer", "3");
        };
    }

    /** What an operation gave that gives something. */
    static Object result(Completion completion) {
        Object value = completion.value();
        if (value == null) {
            throw misfit(completion, completion.process(), null, "an element (what finds nothing, fails)", "7");
        }
        return value;
    }

    /** What an operation gave that gives an integer. */
    static BigInteger integer(Completion completion) {
        return switch (completion.value()) {
            case Long number -> BigInteger.valueOf(number);
            case BigInteger number -> number;
            case null, default -> throw misfit(completion, completion.process(), completion.value(), "an integer", "3");
        };
    }

    /** What an operation gave that gives elements. */
    static Collection<?> elements(Completion completion) {
        if ((completion.value() instanceof List<?> || completion.value() instanceof Set<?>)
                && completion.value() instanceof Collection<?> elements
                && !elements.contains(null)) {
            return elements;
        }
        throw misfit(completion, completion.process(), completion.value(), "a list or a set of elements", "[1 2]");
    }

    /** An operation that gives nothing ends with what it was given, or with nothing. */
    static void givesNothing(Operation operation, Completion completion) {
        Object given = operation.argument();
        if (completion.value() != null && !completion.value().equals(given)) {
            throw misfit(
                    completion,
                    completion.process(),
                    completion.value(),
                    "nil or what it was given (event " + operation.invocation().index() + ")",
                    Edn.text(given));
        }
    }

    private static MisfitException misfit(
            Event event, long process, @Nullable Object value, String wanted, String example) {
        String type = event instanceof Completion ? "ok" : "invoke";
        boolean keyed = value instanceof List<?> pair && pair.size() == PAIR;
        return new MisfitException("event %d: process %d's %s has the value %s where %s belongs, as in %s%s"
                .formatted(
                        event.index(),
                        process,
                        event.f(),
                        Edn.text(value),
                        wanted,
                        "{:type :" + type + ", :f :" + event.f() + ", :value " + example + "}",
                        keyed ? "; or is this a history of independent keys?" : ""));
    }

    private static int compare(Object one, Object other) {
        if (one instanceof Long first && other instanceof Long second) {
            return first.compareTo(second);
        }
        boolean number = one instanceof Long || one instanceof BigInteger;
        boolean otherNumber = other instanceof Long || other instanceof BigInteger;
        if (number && otherNumber) {
            return new BigInteger(one.toString()).compareTo(new BigInteger(other.toString()));
        }
        return number == otherNumber ? Edn.text(one).compareTo(Edn.text(other)) : number ? -1 : 1;
    }
}
