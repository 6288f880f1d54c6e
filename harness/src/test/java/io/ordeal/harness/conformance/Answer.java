package io.ordeal.harness.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came back for a request.
 *
 * @param line the status line; {@code closed} or {@code silent} if nothing came
 * @param headers by name as it was on the wire, several values joined; without what frames the body
 * @param framing how the end of the body is told
 * @param interim status lines that came before, such as {@code HTTP/1.1 100 Continue}
 * @param ended the server closed the connection after it
 */
record Answer(
        String line,
        SortedMap<String, String> headers,
        String framing,
        byte[] body,
        List<String> interim,
        boolean ended) {

    static final Answer CLOSED = nothing("closed");
    static final Answer SILENT = nothing("silent");

    private static Answer nothing(String why) {
        return new Answer(why, new TreeMap<>(), "", new byte[0], List.of(), true);
    }

    Answer thatEnds(boolean end) {
        return new Answer(line, headers, framing, body, interim, end);
    }

    /** Of an answer to HEAD, without how long the body would have been. */
    Answer withoutLength() {
        return new Answer(line, headers, framing.replaceFirst(" .*", ""), body, interim, ended);
    }

    Answer with(String otherLine, SortedMap<String, String> otherHeaders, String otherBody) {
        return new Answer(otherLine, otherHeaders, framing, otherBody.getBytes(StandardCharsets.UTF_8), interim, ended);
    }

    /** 0 if nothing came. */
    int status() {
        String[] words = line.split(" ", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    /** Says whether the server must close the connection after it. */
    boolean endsConnection() {
        String connection = header("Connection").orElse("");
        return connection.equalsIgnoreCase("close")
                || (line.startsWith("HTTP/1.0") && !connection.equalsIgnoreCase("keep-alive"));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String shown = headers.entrySet().stream()
                .filter(header -> !header.getKey().startsWith("Access-Control-"))
                .map(header -> header.getKey() + "=" + header.getValue())
                .collect(Collectors.joining(", ", " {", "}"));
        return String.join("", interim.stream().map(one -> one + ", then ").toList())
                + line
                + (status() == 0 ? "" : shown + " " + Shown.briefly(text().stripTrailing()));
    }
}
