package io.ordeal.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A request as data, so that it can be sent twice, shown, and made smaller. A char is one byte on the wire, so that
 * what is no text can be said too; {@link Surroundings} fills what is in braces.
 *
 * @param target path, and nothing of the query
 * @param query its pairs, encoded
 * @param headers whole lines; Host, and what frames the body, come by themselves
 * @param body pieces with an ampersand between them
 * @param protocol the last word of the request line
 */
record Call(
        String method,
        String target,
        List<String> query,
        List<String> headers,
        List<String> body,
        boolean chunked,
        String protocol) {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    Call {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        body = List.copyOf(body);
    }

    static Call of(String method, String target, String... query) {
        return new Call(method, target, List.of(query), List.of(), List.of(), false, "HTTP/1.1");
    }

    /** With a form as its body. */
    Call form(String... pairs) {
        return form(List.of(pairs));
    }

    Call form(List<String> pairs) {
        return header(FORM).body(pairs.toArray(String[]::new));
    }

    /** With any body; its type is not told. */
    Call body(String... pieces) {
        return new Call(method, target, query, headers, List.of(pieces), chunked, protocol);
    }

    Call header(String line) {
        var more = Stream.concat(headers.stream(), Stream.of(line)).toList();
        return new Call(method, target, query, more, body, chunked, protocol);
    }

    Call protocol(String other) {
        return new Call(method, target, query, headers, body, chunked, other);
    }

    Call inChunks() {
        return new Call(method, target, query, headers, body, true, protocol);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Says whether its client waits for a word of the server before it sends the body. */
    boolean expects() {
        return protocol.equals("HTTP/1.1")
                && headers.stream().anyMatch(line -> line.equalsIgnoreCase("Expect: 100-continue"));
    }

    /** Says whether etcd sorts what it lists. */
    boolean isSorted() {
        return query.stream()
                .filter(pair -> pair.startsWith("sorted="))
                .findFirst()
                .filter(pair -> pair.matches("sorted=(1|t|T|true|TRUE|True)"))
                .isPresent();
    }

    /** All before the body, filled. */
    String head(Surroundings around) {
        var head = new StringBuilder(around.fill(requestLine())).append("\r\nHost: etcd\r\n");
        headers.forEach(line -> head.append(around.fill(line)).append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!body.isEmpty() || method.equals("PUT") || method.equals("POST")) {
            head.append("Content-Length: ")
                    .append(around.fill(bodyText()).length())
                    .append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** The body, filled and framed. */
    String tail(Surroundings around) {
        String text = around.fill(bodyText());
        if (!chunked) {
            return text;
        }
        int half = text.length() / 2;
        return chunk(text.substring(0, half)) + chunk(text.substring(half)) + "0\r\n\r\n";
    }

    private static String chunk(String text) {
        return text.isEmpty() ? "" : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** The same without some part of it, for each part that it may lack. */
    Stream<Call> smaller() {
        return Stream.of(
                        without(query).map(rest -> new Call(method, target, rest, headers, body, chunked, protocol)),
                        without(body).map(rest -> new Call(method, target, query, headers, rest, chunked, protocol)),
                        without(headers).map(rest -> new Call(method, target, query, rest, body, chunked, protocol)))
                .flatMap(calls -> calls);
    }

    private static Stream<List<String>> without(List<String> all) {
        return IntStream.range(0, all.size()).mapToObj(left -> {
            var rest = new ArrayList<>(all);
            rest.remove(left);
            return rest;
        });
    }

    private String requestLine() {
        String question = query.isEmpty() ? "" : "?" + String.join("&", query);
        return method + " " + target + question + " " + protocol;
    }

    private String bodyText() {
        return String.join("&", body);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(requestLine());
        headers.stream()
                .filter(line -> !line.equals(FORM))
                .forEach(line -> text.append(" | ").append(line));
        if (!body.isEmpty()) {
            text.append(headers.contains(FORM) ? " | form " : " | body ").append(bodyText());
        }
        return text.append(chunked ? " (chunked)" : "").toString();
    }
}
