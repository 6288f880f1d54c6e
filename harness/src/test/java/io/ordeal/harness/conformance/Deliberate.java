package io.ordeal.harness.conformance;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A difference from etcd 3.4.23 that is meant.
 *
 * @param reason why this server does not do as etcd does
 */
record Deliberate(String name, String reason, BiPredicate<Exchange, Difference> covers) {

    /** Every one is needed by some request, or it has become stale. */
    static final List<Deliberate> ALL = List.of(new Deliberate(
            "CORS",
            "a surface of its own, that is not there yet",
            (_, difference) -> difference.where().startsWith("header Access-Control-")));

    /** The one that covers a difference, if any does. */
    static Optional<Deliberate> of(Exchange exchange, Difference difference) {
        return ALL.stream().filter(one -> one.covers.test(exchange, difference)).findFirst();
    }

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
