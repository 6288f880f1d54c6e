package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Literal;
import io.ordeal.histories.op.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one entry of a history by name, in whatever form they were read, and the event that they make. Fields
 * that it does not know are of no concern.
 */
final class EventFields {

    private static final String NEMESIS = "nemesis";

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final long nextIndex;

    /**
     * @param nextIndex for an entry that does not tell its own
     * @throws WrongFieldException where a key is there twice
     */
    EventFields(Map<?, ?> entry, long nextIndex) throws WrongFieldException {
        this.nextIndex = nextIndex;
        for (Map.Entry<?, ?> field : entry.entrySet()) {
            Optional<String> name = name(field.getKey());
            if (name.isPresent() && fields.containsKey(name.get())) {
                throw new WrongFieldException("expected one " + name.get() + ", not two");
            }
            name.ifPresent(known -> fields.put(known, field.getValue()));
        }
    }

    /** What is wrong with an entry. */
    static final class WrongFieldException extends Exception {
        WrongFieldException(String problem) {
            super(problem);
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }

    /** The event that these fields make. */
    Event event() throws WrongFieldException {
        String type = type();
        String f = name(fields.get("f"))
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> wrong("f", "the name of a function"));
        Object value = fields.get("value");
        Object process = fields.get("process");
        if (process instanceof Long client) {
            return type.equals("invoke")
                    ? new Invocation(index(), time(), client, f, value)
                    : new Completion(index(), time(), client, outcome(type), f, value, error());
        }
        if (name(process).filter(NEMESIS::equals).isPresent()) {
            return new Disturbance(index(), time(), f, value);
        }
        throw wrong("process", "an integer or nemesis");
    }

    private String type() throws WrongFieldException {
        return name(fields.get("type"))
                .filter(name -> switch (name) {
                    case "invoke", "ok", "fail", "info" -> true;
                    default -> false;
                })
                .orElseThrow(() -> wrong("type", "invoke, ok, fail or info"));
    }

    private static Outcome outcome(String type) {
        return switch (type) {
            case "ok" -> Outcome.OK;
            case "fail" -> Outcome.FAIL;
            default -> Outcome.INFO;
        };
    }

    /** In Jepsen, an entry that was not numbered yet has a negative index. */
    private long index() throws WrongFieldException {
        return switch (fields.get("index")) {
            case null -> nextIndex;
            case Long index -> index < 0 ? nextIndex : index;
            default -> throw wrong("index", "an integer");
        };
    }

    private long time() throws WrongFieldException {
        return switch (fields.get("time")) {
            case null -> Event.UNTIMED;
            case Long time -> time < 0 ? Event.UNTIMED : time;
            default -> throw wrong("time", "an integer, in nanoseconds");
        };
    }

    private Optional<String> error() {
        return switch (fields.get("error")) {
            case null -> Optional.empty();
            case String error -> Optional.of(error);
            case Object error -> Optional.of(Edn.text(error));
        };
    }

    /** What is named by a keyword, a string or a symbol. */
    private static Optional<String> name(@Nullable Object value) {
        return switch (value) {
            case Keyword(String name) -> Optional.of(name);
            case Literal(String edn) -> Optional.of(edn);
            case String string -> Optional.of(string);
            case null, default -> Optional.empty();
        };
    }

    private WrongFieldException wrong(String field, String expected) {
        return new WrongFieldException("expected " + field + " to be " + expected
                + (fields.containsKey(field) ? ", not " + Edn.text(fields.get(field)) : ", but there is none"));
    }
}
