package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes events as JSON lines as nobody would, but everybody may: in any order, and with everything escaped that can be. */
final class JsonDisguise {

    private static final List<String> EXTRAS = List.of(
            "\"node\":\"n1\"",
            "\"\":[]",
            "\"debug\":{\"a\":[null,{\"b\":1e3}],\"$edn\":1}",
            "\"é\": -0.0",
            "\"edn\":{\"$edn\":\"#{:a}\"}",
            "\"Type\" : \"\\/\\b\\f\"");

    private final SplittableRandom random;

    JsonDisguise(SplittableRandom random) {
        this.random = random;
    }

    /** A whole file. */
    String text(List<Event> events) {
        var text = new StringBuilder();
        long next = 0;
        for (Event event : events) {
            text.append(entry(event, event.index() == next)).append(pick(List.of("\n", "\r\n", " \n", "\n\n \t\n")));
            next = event.index() + 1;
        }
        return text.toString();
    }

    private String entry(Event event, boolean numbered) {
        var fields = new ArrayList<String>();
        if (!numbered || random.nextBoolean()) {
            fields.add(field("index", Long.toString(event.index())));
        } else if (random.nextBoolean()) {
            fields.add(field("index", pick(List.of("null", "-1"))));
        }
        if (event.time() != Event.UNTIMED || random.nextBoolean()) {
            fields.add(field("time", event.time() == Event.UNTIMED ? "null" : Long.toString(event.time())));
        }
        fields.add(field("process", process(event)));
        fields.add(field("type", random.nextBoolean() ? string(Edn.type(event)) : edn(":" + Edn.type(event))));
        fields.add(field("f", string(event.f())));
        if (event.value() != null || random.nextBoolean()) {
            fields.add(field("value", value(event.value())));
        }
        if (event instanceof Completion completion) {
            completion.error().ifPresent(error -> fields.add(field("error", string(error))));
        }
        fields.add(pick(EXTRAS));
        var text = new StringBuilder();
        while (!fields.isEmpty()) {
            text.append(text.isEmpty() ? "" : ",").append(blank());
            text.append(fields.remove(random.nextInt(fields.size()))).append(blank());
        }
        return blank() + "{" + text + "}" + blank();
    }

    private String field(String name, String value) {
        return string(name) + blank() + ":" + blank() + value;
    }

    private String process(Event event) {
        return switch (event) {
            case Invocation invocation -> Long.toString(invocation.process());
            case Completion completion -> Long.toString(completion.process());
            case Disturbance _ -> random.nextBoolean() ? string("nemesis") : edn("nemesis");
        };
    }

    private String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Long number -> Long.toString(number);
            case Boolean truth -> truth.toString();
            case Double number when Double.isFinite(number) -> Double.toString(number);
            case String string when random.nextBoolean() -> string(string);
            case List<?> list -> {
                var text = new StringBuilder();
                list.forEach(element ->
                        text.append(text.isEmpty() ? "" : ",").append(blank()).append(value(element)));
                yield "[" + text + blank() + "]";
            }
            default -> edn(Edn.text(value));
        };
    }

    private String edn(String text) {
        return "{" + blank() + string("$edn") + ":" + blank() + string(text) + "}";
    }

    private String string(String string) {
        var text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            if (random.nextInt(6) == 0 || character < ' ' || Character.isSurrogate(character)) {
                text.append("\\u%04x".formatted((int) character));
            } else {
                text.append(character == '"' || character == '\\' ? "\\" : "").append(character);
            }
        }
        return text.append('"').toString();
    }

    private String blank() {
        return pick(List.of("", "", "", " ", "\t ", "\r"));
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
