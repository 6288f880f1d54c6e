package io.ordeal.server.api;

import io.ordeal.server.keys.Text;
import java.util.EnumMap;
import java.util.Optional;

/**
 * The parameters of a request: those of the body, if it is a form, before those of the query; each by its first value.
 */
final class Form {

    /** A longer body is refused. */
    static final int BODY_BYTES_MAX = 10 << 20;

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Text SEMICOLON = Text.of("invalid semicolon separator in query");

    private final EnumMap<Field, Text> values = new EnumMap<>(Field.class);
    private Optional<Text> problem = Optional.empty();

    private Form() {}

    static Form of(Request request, byte[] query) {
        var form = new Form();
        if (request.method().equals("PUT") || request.method().equals("POST")) {
            form.addBody(MediaType.parse(request.headers().getOrDefault("content-type", "")), request.body());
        }
        form.add(query);
        return form;
    }

    /** What is wrong with the encoding, if anything is. */
    Optional<Text> problem() {
        return problem;
    }

    Optional<Text> value(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    /** Of a body that is no form, nothing counts but a type that is none. */
    private void addBody(MediaType type, byte[] body) {
        boolean isForm = type.name().equals(FORM_TYPE);
        if (isForm && body.length > BODY_BYTES_MAX) {
            complain(Text.of("http: POST too large"));
            return;
        }
        type.problem().ifPresent(problem -> complain(Text.of(problem)));
        if (isForm) {
            add(body);
        }
    }

    /** As in Go, the first fault of many is complained of, but a semicolon even after another. */
    private void add(byte[] encoded) {
        Optional<Text> fault = Optional.empty();
        for (int start = 0; start < encoded.length; ) {
            int end = find('&', encoded, start, encoded.length);
            Optional<Text> next = addPair(encoded, start, end);
            if (fault.isEmpty() || next.filter(SEMICOLON::equals).isPresent()) {
                fault = next;
            }
            start = end + 1;
        }
        fault.ifPresent(this::complain);
    }

    /** What is wrong with the pair, if anything is; then it does not count. */
    private Optional<Text> addPair(byte[] encoded, int start, int end) {
        if (find(';', encoded, start, end) < end) {
            return Optional.of(SEMICOLON);
        }
        int equals = find('=', encoded, start, end);
        Optional<Text> fault = Percent.fault(encoded, start, equals).or(() -> Percent.fault(encoded, equals, end));
        if (fault.isPresent()) {
            return Optional.of(Text.of("invalid URL escape ").then(Quoted.of(fault.get())));
        }
        Field.of(Percent.decode(encoded, start, equals, true))
                .ifPresent(field -> values.computeIfAbsent(
                        field, _ -> Percent.decode(encoded, Math.min(equals + 1, end), end, true)));
        return Optional.empty();
    }

    private void complain(Text what) {
        if (problem.isEmpty()) {
            problem = Optional.of(what);
        }
    }

    private static int find(char wanted, byte[] bytes, int from, int to) {
        int position = from;
        while (position < to && bytes[position] != wanted) {
            position++;
        }
        return position;
    }
}
