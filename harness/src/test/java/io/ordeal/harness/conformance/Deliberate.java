package io.ordeal.harness.conformance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A difference from etcd 3.4.23 that is meant.
 *
 * @param reason why this server does not do as etcd does
 * @param parts the servers may have done different things, so that what follows cannot be compared
 */
record Deliberate(String name, String reason, boolean parts, BiPredicate<Exchange, Difference> covers) {

    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Set<Integer> REFUSALS = Set.of(400, 417, 501, 505);

    /** Every one is needed by some request, or it has become stale. */
    static final List<Deliberate> ALL = List.of(
            stays(
                    "CORS",
                    "pages of other origins may use this API only where --cors says so, as in etcd 2; etcd 3.4 lets all of them",
                    (exchange, difference) -> difference.where().startsWith("header Access-Control-")
                            || exchange.request().startsWith("OPTIONS ")),
            stays(
                    "version",
                    "clients shall take this server for etcd 2.3, whose API this is (MISC-01)",
                    (exchange, difference) -> difference.where().matches("body /etcd(server|cluster)")
                            && exchange.request().contains("/version")),
            stays(
                    "leader",
                    "the leader's URL is of etcd 0.4 (MISC-04)",
                    (exchange, _) -> exchange.request().contains(" /v2/leader ")),
            parts(
                    "long life",
                    "what is too long for Go's durations is as long here as a date can tell (PRM-08)",
                    (exchange, difference) -> difference.where().matches("body .*/(expiration|ttl)")
                            && exchange.request().matches(".*ttl=\\d{11,}.*")),
            stays(
                    "members in words",
                    "why a body or a URL of a member cannot be read is said in other words than Go's (MEM-04)",
                    (exchange, difference) -> exchange.request().contains(" /v2/members")
                            && difference.where().matches("body /message|framing")
                            && exchange.reference().status() == 400
                            && exchange.subject().status() == 400
                            && exchange.subject().text().matches("\\{\"message\":\"(the body is no|URL cannot be) .*")),
            parts(
                    "depth",
                    "a key has at most 500 components, so that trees stay shallow",
                    (exchange, _) -> exchange.subject().text().contains("has more than 500 components")
                            && exchange.subject().status() == 400),
            stays(
                    "header",
                    "a request line and headers have at most 64 KiB, not a million bytes",
                    (exchange, _) -> exchange.subject().line().matches("HTTP/1.1 (414|431) .*")
                            && exchange.request().contains(" in all)")),
            stays(
                    "length",
                    "Go sends a body of more than 2 KiB in chunks, and no length of it for HEAD; here there is a length",
                    (_, difference) -> difference.where().equals("framing")
                            && difference.reference().matches("chunked|none")
                            && difference.subject().startsWith("length")),
            stays(
                    "close",
                    "who speaks HTTP/1.0 is told that the connection ends (GEN-11)",
                    (exchange, difference) -> difference.where().equals("header Connection")
                            && difference.reference().equals("(absent)")
                            && exchange.subject().line().startsWith("HTTP/1.0")),
            parts(
                    "keep-alive, close",
                    "who says both means the latter (RFC 9112, 9.3)",
                    (exchange, _) -> exchange.request().matches(".*HTTP/1.0 .*Connection: .*keep-alive.*")
                            && exchange.request().contains("close")),
            parts(
                    "go-ahead",
                    "it is given for a body that will not be used, too; etcd does without that, and the connection ends",
                    (exchange, _) -> exchange.reference().interim().isEmpty()
                            && exchange.request().matches(".*Expect: 100-[Cc]ontinue \\| body.*")),
            stays(
                    "refusal",
                    "what is no HTTP is refused in the same words anywhere, and need not end a connection; etcd says why,"
                            + " or closes without a word if it comes first",
                    (exchange, _) -> isRefused(exchange.reference()) && isRefused(exchange.subject())),
            parts(
                    "doubt",
                    "where a request ends must be beyond doubt, or another could hide in it (RFC 9112, 11.2); etcd makes"
                            + " the best of it, or takes it for a bad form",
                    (exchange, _) -> isRefused(exchange.subject())
                            && exchange.request()
                                    .matches(
                                            ".*(Transfer-Encoding: chunked\\\\r|Content-Length: (\\d\\\\r.*Content-Length: |\\\\r)"
                                                    + "|[^r]\\\\n|\\\\r\\\\n: y|HTTP/1.0.*\\(chunked\\)).*")),
            parts(
                    "leniency",
                    "an empty line may come before a request, and any blanks within its first line (RFC 9112, 2.2 and 3)",
                    (exchange, _) -> exchange.request()
                                    .matches(
                                            "((\\\\r)?\\\\n| ).*|[A-Z]+( {2}|\\\\x09).*|[^|]*( {2}|\\\\x09)[^|]*HTTP/1.1.*"
                                                    + "|.* (HTTP/1.1 |http/1.1)\\\\r.*")
                            && isRefused(exchange.reference())),
            parts(
                    "authority",
                    "what comes before the path of an absolute target says nothing here, but that it is HTTP",
                    (exchange, _) ->
                            exchange.request().matches("[A-Z]+ (?!(http|HTTP)://(etcd|other:1)/)[A-Za-z]+:.*")));

    private static Deliberate stays(String name, String reason, BiPredicate<Exchange, Difference> covers) {
        return new Deliberate(name, reason, false, covers);
    }

    private static Deliberate parts(String name, String reason, BiPredicate<Exchange, Difference> covers) {
        return new Deliberate(name, reason, true, covers);
    }

    /** The one that covers a difference, if any does. */
    static Optional<Deliberate> of(Exchange exchange, Difference difference) {
        return ALL.stream().filter(one -> one.covers.test(exchange, difference)).findFirst();
    }

    /** As what is no HTTP, before anyone has asked what it wants. */
    private static boolean isRefused(Answer answer) {
        boolean plain = answer.header("Content-Type").orElse(TEXT).equals(TEXT);
        return answer.line().equals("closed") || (plain && REFUSALS.contains(answer.status()));
    }

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
