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
    static final List<Deliberate> ALL = List.of(
            new Deliberate(
                    "CORS",
                    "a surface of its own, that is not there yet",
                    (_, difference) -> difference.where().startsWith("header Access-Control-")),
            new Deliberate(
                    "chunks",
                    "Go sends a body of more than 2 KiB in chunks, and no length of it for HEAD; here there is a length",
                    (_, difference) -> difference.where().equals("framing")
                            && difference.reference().matches("chunked|none")
                            && difference.subject().startsWith("length")),
            new Deliberate(
                    "version",
                    "clients shall take this server for etcd 2.3, whose API this is (MISC-01)",
                    (exchange, difference) -> difference.where().matches("body /etcd(server|cluster)")
                            && exchange.request().contains("/version")),
            new Deliberate(
                    "leader",
                    "the leader's URL is of etcd 0.4 (MISC-04)",
                    (exchange, _) -> exchange.request().contains(" /v2/leader ")),
            new Deliberate(
                    "no HTTP",
                    "what is no HTTP is refused in fewer words, with the length of them, and need not end a connection",
                    (exchange, difference) -> isRefused(exchange.reference())
                            && exchange.subject().line().equals("HTTP/1.1 400 Bad Request")
                            && difference.where().matches("framing|connection|body|header (Connection|Date)")),
            new Deliberate(
                    "long lives",
                    "what is too long for Go's durations is as long here as a date can tell (PRM-08)",
                    (exchange, difference) -> difference.where().matches("body .*/(expiration|ttl)")
                            && exchange.request().matches(".*ttl=\\d{11,}.*")));

    /** The one that covers a difference, if any does. */
    static Optional<Deliberate> of(Exchange exchange, Difference difference) {
        return ALL.stream()
                .filter(one -> one.covers.test(exchange, difference))
                .findFirst();
    }

    /** By Go itself, before etcd came to see the request. */
    private static boolean isRefused(Answer answer) {
        return answer.line().equals("HTTP/1.1 400 Bad Request")
                && answer.text().startsWith("400 Bad Request")
                && answer.header("Connection").orElse("").equals("close");
    }

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
