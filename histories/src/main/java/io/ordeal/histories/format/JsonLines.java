package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.math.BigInteger;
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

    /** Appends {@code value}, which must be {@linkplain io.ordeal.histories.op.Plain plain}, on one line. */
    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append("null");
            case Long number -> text.append(number.longValue());
            case String string when Quoted.isWhole(string) -> Quoted.write(string, text);
            case Boolean _, BigInteger _ -> text.append(value);
            case Double number when Double.isFinite(number) -> text.append(number.doubleValue());
            case List<?> list -> {
                text.append('[');
                String between = "";
                for (Object element : list) {
                    text.append(between);
                    write(element, text);
                    between = ",";
                }
                text.append(']');
            }
            case Map<?, ?> map
            when isObject(map) ->
                text.append(map.entrySet().stream()
                        .map(JsonLines::field)
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}")));
            default -> {
                text.append("{\"" + EDN + "\":");
                Quoted.write(Edn.text(value), text);
                text.append('}');
            }
        }
    }

    private static String field(Map.Entry<?, ?> entry) {
        var field = new StringBuilder();
        write(entry.getKey(), field);
        field.append(':');
        write(entry.getValue(), field);
        return field.toString();
    }

    private static boolean isObject(Map<?, ?> map) {
        return !map.containsKey(EDN)
                && map.keySet().stream().allMatch(key -> key instanceof String name && Quoted.isWhole(name));
    }

    /** Appends {@code event}, without an end of line. */
    static void line(Event event, StringBuilder line) {
        line.append("{\"index\":").append(event.index());
        if (event.time() != Event.UNTIMED) {
            line.append(",\"time\":").append(event.time());
        }
        line.append(",\"process\":");
        switch (event) {
            case Invocation invocation -> line.append(invocation.process());
            case Completion completion -> line.append(completion.process());
            case Disturbance _ -> line.append("\"nemesis\"");
        }
        line.append(",\"type\":\"").append(Edn.type(event)).append("\",\"f\":");
        write(event.f(), line);
        line.append(",\"value\":");
        write(event.value(), line);
        if (event instanceof Completion completion && completion.error().isPresent()) {
            line.append(",\"error\":");
            write(completion.error().get(), line);
        }
        line.append('}');
    }
}
