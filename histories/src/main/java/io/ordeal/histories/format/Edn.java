package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Literal;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plain values in the extensible data notation of Clojure. The elements of sets and the keys of maps are written in an
 * order of their own, shorter ones first, so that equal values look equal.
 */
public final class Edn {

    private static final Comparator<String> SHORTER_FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private Edn() {}

    /** {@code value}, which must be {@linkplain io.ordeal.histories.op.Plain plain}, on one line. */
    public static String text(@Nullable Object value) {
        if (value instanceof String || value instanceof Collection || value instanceof Map) {
            var text = new StringBuilder();
            write(value, text);
            return text.toString();
        }
        return atom(value);
    }

    /** Appends {@code value}, as {@link #text} has it. */
    static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case String string -> Quoted.write(string, text);
            case List<?> list -> {
                text.append('[');
                String between = "";
                for (Object element : list) {
                    text.append(between);
                    write(element, text);
                    between = " ";
                }
                text.append(']');
            }
            case Set<?> set -> joined(sorted(set, Edn::text), "#{", text);
            case Map<?, ?> map -> joined(sorted(map.entrySet(), Edn::pair), "{", text);
            case null, default -> text.append(atom(value));
        }
    }

    private static String pair(Map.Entry<?, ?> entry) {
        return text(entry.getKey()) + " " + text(entry.getValue());
    }

    private static String atom(@Nullable Object value) {
        return switch (value) {
            case null -> "nil";
            case Boolean _, Long _, Keyword _, Literal _ -> value.toString();
            case BigInteger number -> number + "N";
            case Double number -> number(number);
            default ->
                throw new IllegalArgumentException(
                        "not plain: " + value.getClass().getName());
        };
    }

    /**
     * The one value that {@code text} is.
     *
     * @throws MalformedFileException where it is not one
     */
    public static @Nullable Object parse(String text) throws MalformedFileException {
        if (!Quoted.isWhole(text)) {
            throw new MalformedFileException("edn", 1, 1, "expected no half of a surrogate pair");
        }
        var in = Source.of(text, "edn");
        try {
            in.hold();
            var reader = new EdnReader(in);
            Object value = reader.value();
            if (reader.skipBlanks() != Source.END) {
                throw in.malformed("expected nothing more");
            }
            return value;
        } catch (MalformedFileException malformed) {
            throw malformed;
        } catch (EOFException end) {
            throw in.malformed(String.valueOf(end.getMessage()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Appends {@code event} as Jepsen writes it, without an end of line. */
    static void line(Event event, StringBuilder line) {
        line.append("{:index ").append(event.index());
        if (event.time() != Event.UNTIMED) {
            line.append(", :time ").append(event.time());
        }
        line.append(", :process ");
        switch (event) {
            case Invocation invocation -> line.append(invocation.process());
            case Completion completion -> line.append(completion.process());
            case Disturbance _ -> line.append(":nemesis");
        }
        line.append(", :type :").append(type(event)).append(", :f ");
        if (Keyword.isName(event.f())) {
            line.append(':').append(event.f());
        } else {
            Quoted.write(event.f(), line);
        }
        line.append(", :value ");
        write(event.value(), line);
        if (event instanceof Completion completion && completion.error().isPresent()) {
            line.append(", :error ");
            Quoted.write(completion.error().get(), line);
        }
        line.append('}');
    }

    static String type(Event event) {
        return switch (event) {
            case Invocation _ -> "invoke";
            case Completion completion ->
                switch (completion.outcome()) {
                    case OK -> "ok";
                    case FAIL -> "fail";
                    case INFO -> "info";
                };
            case Disturbance _ -> "info";
        };
    }

    private static String number(double number) {
        if (Double.isFinite(number)) {
            return Double.toString(number);
        }
        return Double.isNaN(number) ? "##NaN" : number > 0 ? "##Inf" : "##-Inf";
    }

    private static <T> List<String> sorted(Collection<T> elements, Function<? super T, String> text) {
        return elements.stream().map(text).sorted(SHORTER_FIRST).toList();
    }

    private static void joined(List<String> texts, String before, StringBuilder text) {
        text.append(before).append(String.join(" ", texts)).append('}');
    }
}
