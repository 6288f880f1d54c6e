package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Literal;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        return switch (value) {
            case null -> "nil";
            case Boolean _, Long _, Keyword _, Literal _ -> value.toString();
            case BigInteger number -> number + "N";
            case Double number -> number(number);
            case String string -> Quoted.text(string);
            case List<?> list -> joined(list.stream().map(Edn::text).toList(), "[", "]");
            case Set<?> set -> joined(sorted(set, Edn::text), "#{", "}");
            case Map<?, ?> map ->
                joined(sorted(map.entrySet(), entry -> text(entry.getKey()) + " " + text(entry.getValue())), "{", "}");
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
        try {
            var characters = new Characters(new StringReader(text), "edn");
            var reader = new EdnReader(characters);
            Object value = reader.value();
            if (reader.skipBlanks() != Characters.END) {
                throw characters.malformed("expected nothing more");
            }
            return value;
        } catch (MalformedFileException malformed) {
            throw malformed;
        } catch (EOFException end) {
            throw new MalformedFileException("edn", 1, text.length() + 1L, String.valueOf(end.getMessage()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code event} as Jepsen writes it, without an end of line. */
    static String line(Event event) {
        var fields = new ArrayList<String>();
        fields.add(":index " + event.index());
        if (event.time() != Event.UNTIMED) {
            fields.add(":time " + event.time());
        }
        fields.add(":process " + process(event));
        fields.add(":type :" + type(event));
        fields.add(":f " + (Keyword.isName(event.f()) ? ":" + event.f() : Quoted.text(event.f())));
        fields.add(":value " + text(event.value()));
        if (event instanceof Completion completion) {
            completion.error().ifPresent(error -> fields.add(":error " + Quoted.text(error)));
        }
        return joined(fields, ", ", "{", "}");
    }

    static String type(Event event) {
        return switch (event) {
            case Invocation _ -> "invoke";
            case Completion completion -> completion.outcome().name().toLowerCase(Locale.ROOT);
            case Disturbance _ -> "info";
        };
    }

    private static String process(Event event) {
        return switch (event) {
            case Invocation invocation -> Long.toString(invocation.process());
            case Completion completion -> Long.toString(completion.process());
            case Disturbance _ -> ":nemesis";
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

    private static String joined(List<String> texts, String before, String after) {
        return joined(texts, " ", before, after);
    }

    private static String joined(List<String> texts, String between, String before, String after) {
        return texts.stream().collect(Collectors.joining(between, before, after));
    }
}
