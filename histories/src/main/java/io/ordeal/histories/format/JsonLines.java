package io.ordeal.histories.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Plain;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plain values in JSON. What JSON has no form for, such as a keyword, a set, or a map whose keys are not strings, is an
 * object with the single field {@value #EDN}, which holds the value in EDN.
 */
final class JsonLines {

    static final String EDN = "$edn";

    private JsonLines() {}

    /** {@code value}, which must be {@linkplain Plain plain}, on one line. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean _, Long _, BigInteger _ -> value.toString();
            case Double number when Double.isFinite(number) -> Double.toString(number);
            case String string when Quoted.isWhole(string) -> Quoted.text(string);
            case List<?> list -> list.stream().map(JsonLines::text).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map
            when isObject(map) ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
            default -> "{\"" + EDN + "\":" + Quoted.text(Edn.text(value)) + "}";
        };
    }

    private static boolean isObject(Map<?, ?> map) {
        return !map.containsKey(EDN)
                && map.keySet().stream().allMatch(key -> key instanceof String name && Quoted.isWhole(name));
    }

    /** {@code event}, without an end of line. */
    static String line(Event event) {
        var fields = new ArrayList<String>();
        fields.add("\"index\":" + event.index());
        if (event.time() != Event.UNTIMED) {
            fields.add("\"time\":" + event.time());
        }
        fields.add("\"process\":" + process(event));
        fields.add("\"type\":\"" + Edn.type(event) + "\"");
        fields.add("\"f\":" + text(event.f()));
        fields.add("\"value\":" + text(event.value()));
        if (event instanceof Completion completion) {
            completion.error().ifPresent(error -> fields.add("\"error\":" + text(error)));
        }
        return fields.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static String process(Event event) {
        return switch (event) {
            case Invocation invocation -> Long.toString(invocation.process());
            case Completion completion -> Long.toString(completion.process());
            case Disturbance _ -> "\"nemesis\"";
        };
    }

    /**
     * The value that begins with the parser's current token.
     *
     * @throws MalformedFileException where a value in EDN is not one
     */
    static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> Plain.of(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> parser.getText();
            case START_ARRAY -> list(parser);
            case START_OBJECT -> object(parser);
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    private static @Nullable Object list(JsonParser parser) throws IOException {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return Plain.of(list);
    }

    private static @Nullable Object object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = fields(parser);
        return map.size() == 1 && map.get(EDN) instanceof String edn ? Edn.parse(edn) : Plain.of(map);
    }

    /** The fields of the object that begins with the parser's current token. */
    static Map<String, @Nullable Object> fields(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }
}
