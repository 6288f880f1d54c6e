package io.ordeal.histories.format;

import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.Event.Completion;
import io.ordeal.histories.op.Event.Disturbance;
import io.ordeal.histories.op.Event.Invocation;
import io.ordeal.histories.op.Keyword;
import io.ordeal.histories.op.Literal;
import io.ordeal.histories.op.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one entry of a history, in whatever form they were read, and the event that they make. Fields that it
 * does not know are of no concern.
 */
final class EventFields implements Pairs {

    private static final String NEMESIS = "nemesis";
    private static final int KEYWORD = 1;
    private static final int STRING = 2;
    private static final int SYMBOL = 4;

    private final Field index = new Field("index");
    private final Field time = new Field("time");
    private final Field process = new Field("process");
    private final Field type = new Field("type");
    private final Field f = new Field("f");
    private final Field value = new Field("value");
    private final Field error = new Field("error");
    private final List<Field> known = List.of(index, time, process, type, f, value, error);
    private final Set<@Nullable Object> others = new HashSet<>();
    /** What is wrong with the names of the fields. */
    private @Nullable WrongFieldException wrong;

    private boolean keyTwice;

    /** One of those that an event is made of. */
    private static final class Field {
        private final String name;
        /** In which forms the entry has its name; 0 where it does not have it. */
        private int forms;
        /** Whether the value is {@link #number}, and not {@link #value}. */
        private boolean integer;

        private long number;
        private @Nullable Object value;

        Field(String name) {
            this.name = name;
        }

        void clear() {
            forms = 0;
            integer = false;
            value = null;
        }

        @Nullable
        Object value() {
            return integer ? (Object) number : value;
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

    /** Forgets every field. */
    void clear() {
        for (Field field : known) {
            field.clear();
        }
        if (!others.isEmpty()) {
            others.clear();
        }
        wrong = null;
        keyTwice = false;
    }

    @Override
    public void put(@Nullable Object key, @Nullable Object value) {
        if (value instanceof Long integer) {
            put(key, integer.longValue());
            return;
        }
        Field field = field(key);
        if (field != null) {
            field.value = value;
        }
    }

    @Override
    public void put(@Nullable Object key, long value) {
        Field field = field(key);
        if (field != null) {
            field.number = value;
            field.integer = true;
        }
    }

    /** The field that {@code key} names for the first time, if there is one. */
    private @Nullable Field field(@Nullable Object key) {
        Field field = known(name(key));
        if (field == null) {
            if (!others.add(key)) {
                keyTwice(key);
            }
            return null;
        }
        int form = key instanceof Keyword ? KEYWORD : key instanceof String ? STRING : SYMBOL;
        if ((field.forms & form) != 0) {
            keyTwice(key);
        } else if (field.forms != 0 && wrong == null) {
            wrong = new WrongFieldException("expected one " + field.name + ", not two");
        }
        field.forms |= form;
        return field;
    }

    private void keyTwice(@Nullable Object key) {
        if (!keyTwice) {
            keyTwice = true;
            wrong = new WrongFieldException(
                    "expected a map to have no key twice, such as " + Excerpt.of(Edn.text(key)));
        }
    }

    private @Nullable Field known(@Nullable String name) {
        return switch (name) {
            case "index" -> index;
            case "time" -> time;
            case "process" -> process;
            case "type" -> type;
            case "f" -> f;
            case "value" -> value;
            case "error" -> error;
            case null, default -> null;
        };
    }

    /**
     * The event that these fields make.
     *
     * @param nextIndex for an entry that does not tell its own
     */
    Event event(long nextIndex) throws WrongFieldException {
        if (wrong != null) {
            throw wrong;
        }
        String type = type();
        String f = name(this.f.value);
        if (f == null || f.isEmpty()) {
            throw wrong(this.f, "the name of a function");
        }
        Object value = this.value.value();
        if (process.integer) {
            return type.equals("invoke")
                    ? new Invocation(index(nextIndex), time(), process.number, f, value)
                    : new Completion(index(nextIndex), time(), process.number, outcome(type), f, value, error());
        }
        if (NEMESIS.equals(name(process.value))) {
            return new Disturbance(index(nextIndex), time(), f, value);
        }
        throw wrong(process, "an integer or nemesis");
    }

    private String type() throws WrongFieldException {
        String name = name(type.value);
        return switch (name) {
            case "invoke", "ok", "fail", "info" -> name;
            case null, default -> throw wrong(type, "invoke, ok, fail or info");
        };
    }

    private static Outcome outcome(String type) {
        return switch (type) {
            case "ok" -> Outcome.OK;
            case "fail" -> Outcome.FAIL;
            default -> Outcome.INFO;
        };
    }

    /** In Jepsen, an entry that was not numbered yet has a negative index. */
    private long index(long nextIndex) throws WrongFieldException {
        return integer(index, nextIndex, "an integer");
    }

    private long time() throws WrongFieldException {
        return integer(time, Event.UNTIMED, "an integer, in nanoseconds");
    }

    private static long integer(Field field, long otherwise, String expected) throws WrongFieldException {
        if (!field.integer && field.value != null) {
            throw wrong(field, expected);
        }
        return field.integer && field.number >= 0 ? field.number : otherwise;
    }

    private Optional<String> error() {
        return switch (error.value()) {
            case null -> Optional.empty();
            case String error -> Optional.of(error);
            case Object error -> Optional.of(Edn.text(error));
        };
    }

    /** What is named by a keyword, a string or a symbol. */
    private static @Nullable String name(@Nullable Object value) {
        return switch (value) {
            case Keyword(String name) -> name;
            case Literal(String edn) -> edn;
            case String string -> string;
            case null, default -> null;
        };
    }

    private static WrongFieldException wrong(Field field, String expected) {
        return new WrongFieldException("expected " + field.name + " to be " + expected
                + (field.forms == 0 ? ", but there is none" : ", not " + Excerpt.of(Edn.text(field.value()))));
    }
}
