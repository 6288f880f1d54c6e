package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes events in EDN as nobody would, but everybody may: in any order and form, and with all sorts of things between. */
final class EdnDisguise {

    private static final List<String> BLANKS = List.of(
            " ",
            ",",
            "\n",
            "\r\n",
            "\t",
            " , ",
            "\u2003",
            " ; {a (comment\n",
            " #_ x ",
            " #_#{1 [\"}\"]} ",
            " #_ #_ 1 \\a ",
            "\n;é\n");
    private static final List<String> EXTRAS = List.of(
            ":node \"n1\"",
            ":clock-offset -0.25",
            ":debug {:a #{[1/3 2.5M]} nil {}}",
            "nil nil",
            "[:x] ()",
            ":ns/type :info",
            "\"e\" \"\\u00e9 \\101 \\\\ é\"",
            "8 ##NaN",
            ":type' \\newline");

    private final SplittableRandom random;

    EdnDisguise(SplittableRandom random) {
        this.random = random;
    }

    /** A whole file. */
    String text(List<Event> events) {
        String[] around = pick(List.of(new String[] {"", ""}, new String[] {"[", "]"}, new String[] {"#h(", ")"}));
        boolean oneALine = random.nextBoolean();
        var text = new StringBuilder(around[0]);
        long next = 0;
        for (Event event : events) {
            text.append(entry(event, event.index() == next)).append(oneALine ? "\n" : blank());
            next = event.index() + 1;
        }
        return text.append(around[1])
                .append(random.nextBoolean() ? "" : " ; the end")
                .toString();
    }

    private String entry(Event event, boolean numbered) {
        boolean namespaced = random.nextInt(4) == 0;
        var fields = new ArrayList<String>();
        if (!numbered || random.nextBoolean()) {
            fields.add(name("index", namespaced) + blank() + integer(event.index()));
        } else if (random.nextBoolean()) {
            fields.add(name("index", namespaced) + blank() + pick(List.of("nil", "-1")));
        }
        if (event.time() != Event.UNTIMED || random.nextBoolean()) {
            fields.add(name("time", namespaced)
                    + blank()
                    + (event.time() == Event.UNTIMED ? pick(List.of("nil", "-7")) : integer(event.time())));
        }
        fields.add(name("process", namespaced) + blank() + process(event));
        fields.add(name("type", namespaced) + blank() + called(Edn.type(event)));
        fields.add(name("f", namespaced) + blank() + called(event.f()));
        if (event.value() != null || random.nextBoolean()) {
            fields.add(name("value", namespaced) + blank() + value(event.value()));
        }
        if (event instanceof Completion completion) {
            completion.error().ifPresent(error -> fields.add(name("error", namespaced) + blank() + string(error)));
        }
        fields.add(pick(EXTRAS));
        String before =
                pick(List.of("", "", "#jepsen.history.Op" + (namespaced ? " " : ""), "^:odd ", "#a ^{:b c} #d "));
        return before + (namespaced ? "#:jepsen{" : "{") + inAnyOrder(fields) + "}";
    }

    private String name(String name, boolean namespaced) {
        return namespaced ? ":_/" + name : pick(List.of(":" + name, ":" + name, "\"" + name + "\"", name));
    }

    private String called(String name) {
        return Keyword.isName(name) && !name.contains("/")
                ? pick(List.of(":" + name, string(name), name))
                : string(name);
    }

    private String process(Event event) {
        return switch (event) {
            case Invocation invocation -> integer(invocation.process());
            case Completion completion -> integer(completion.process());
            case Disturbance _ -> called("nemesis");
        };
    }

    private String integer(long integer) {
        return switch (random.nextInt(5)) {
            case 0 -> integer + "N";
            case 1 -> integer < 0 ? Long.toString(integer) : "+" + integer;
            case 2 -> integer < 0 ? Long.toString(integer) : "0x" + Long.toHexString(integer);
            default -> Long.toString(integer);
        };
    }

    private String value(@Nullable Object value) {
        String before = random.nextInt(8) == 0 ? pick(List.of("#t ", "^m ", "#_ 0 ", "#my/tag ^{:a 1} ")) : "";
        return before
                + switch (value) {
                    case Long number -> integer(number);
                    case String string -> string(string);
                    case List<?> list -> {
                        String elements = list.stream().map(this::value).reduce("", (a, b) -> a + blank() + b);
                        yield random.nextBoolean() ? "[" + elements + "]" : "(" + elements + ")";
                    }
                    case Set<?> set ->
                        "#{" + inAnyOrder(set.stream().map(this::value).toList()) + "}";
                    case Map<?, ?> map -> {
                        var pairs = new ArrayList<String>();
                        map.forEach((key, mapped) -> pairs.add(value(key) + blank() + value(mapped)));
                        yield "{" + inAnyOrder(pairs) + "}";
                    }
                    case null, default -> Edn.text(value);
                };
    }

    private String string(String string) {
        var text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            if (random.nextInt(4) == 0 || Character.isSurrogate(character)) {
                text.append("\\u%04X".formatted((int) character));
            } else if (character < ' ' && random.nextBoolean()) {
                text.append("\\%03o".formatted((int) character));
            } else {
                text.append(character == '"' || character == '\\' ? "\\" : "").append(character);
            }
        }
        return text.append('"').toString();
    }

    private String inAnyOrder(List<String> texts) {
        var left = new ArrayList<>(texts);
        var text = new StringBuilder(random.nextBoolean() ? blank() : "");
        while (!left.isEmpty()) {
            text.append(left.remove(random.nextInt(left.size()))).append(left.isEmpty() ? "" : blank());
        }
        return text.append(random.nextBoolean() ? blank() : "").toString();
    }

    private String blank() {
        return random.nextBoolean() ? " " : pick(BLANKS);
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
