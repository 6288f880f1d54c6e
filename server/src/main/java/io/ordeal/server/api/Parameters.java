package io.ordeal.server.api;

import io.ordeal.server.keys.Condition;
import io.ordeal.server.keys.Node;
import io.ordeal.server.keys.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of a request, by their types. What they say holds if {@link #problem} finds none. */
record Parameters(String method, Form form) {

    private static final long LATEST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** The first thing that is wrong. Their order is etcd's, and clients see it. */
    Optional<EtcdError> problem() {
        return form.problem()
                .map(EtcdError::invalidForm)
                .or(() -> badIndex(Field.PREV_INDEX))
                .or(() -> badIndex(Field.WAIT_INDEX))
                .or(() -> badFlag(Field.RECURSIVE))
                .or(() -> badFlag(Field.SORTED))
                .or(() -> badFlag(Field.WAIT))
                .or(() -> badFlag(Field.DIR))
                .or(() -> badFlag(Field.QUORUM))
                .or(() -> badFlag(Field.STREAM))
                .or(this::badWait)
                .or(this::badPrevValue)
                .or(() -> badFlag(Field.NO_VALUE_ON_SUCCESS))
                .or(this::badTtl)
                .or(() -> badUnquotedFlag(Field.PREV_EXIST))
                .or(() -> badUnquotedFlag(Field.REFRESH))
                .or(this::badRefresh);
    }

    boolean is(Field field) {
        return flag(field).orElse(false);
    }

    /** Empty if it was not given. */
    Optional<Boolean> flag(Field field) {
        return form.value(field).flatMap(Parameters::truth);
    }

    Optional<Text> text(Field field) {
        return form.value(field);
    }

    /** What {@code prevValue} and {@code prevIndex} demand; a {@code prevIndex} of 0 demands nothing. */
    Optional<Condition> condition() {
        Optional<Text> value = form.value(Field.PREV_VALUE);
        OptionalLong index =
                form.value(Field.PREV_INDEX).map(Parameters::number).orElse(OptionalLong.empty());
        OptionalLong demanded = index.orElse(0) == 0 ? OptionalLong.empty() : index;
        return value.isEmpty() && demanded.isEmpty() ? Optional.empty() : Optional.of(new Condition(value, demanded));
    }

    /** The index from which on to watch, or 0: from now on. No index ever gets beyond a signed number. */
    long waitIndex() {
        long index = form.value(Field.WAIT_INDEX)
                .map(Parameters::number)
                .orElse(OptionalLong.empty())
                .orElse(0);
        return index < 0 ? Long.MAX_VALUE : index;
    }

    /** When a node expires that is written at {@code now}; too far is as far as a date can be written. */
    long expires(long now) {
        return ttl().map(text -> expires(number(text).orElseThrow(), now)).orElse(Node.NEVER);
    }

    private static long expires(long seconds, long now) {
        long room = Math.max(0, (LATEST_MILLIS - now) / 1000);
        return Long.compareUnsigned(seconds, room) > 0 ? LATEST_MILLIS : now + seconds * 1000;
    }

    private Optional<EtcdError> badIndex(Field field) {
        return form.value(field)
                .filter(text -> number(text).isEmpty())
                .map(_ -> EtcdError.indexIsNoNumber(field.word()));
    }

    private Optional<EtcdError> badFlag(Field field) {
        return form.value(field)
                .filter(text -> truth(text).isEmpty())
                .map(_ -> EtcdError.invalidField("invalid value for \"" + field.word() + "\""));
    }

    private Optional<EtcdError> badUnquotedFlag(Field field) {
        return form.value(field)
                .filter(text -> truth(text).isEmpty())
                .map(_ -> EtcdError.invalidField("invalid value for " + field.word()));
    }

    private Optional<EtcdError> badWait() {
        return is(Field.WAIT) && !method.equals("GET")
                ? Optional.of(EtcdError.invalidField("\"wait\" can only be used with GET requests"))
                : Optional.empty();
    }

    private Optional<EtcdError> badPrevValue() {
        return form.value(Field.PREV_VALUE).filter(Text::isEmpty).map(_ -> EtcdError.emptyPrevValue());
    }

    private Optional<EtcdError> badTtl() {
        return ttl().filter(text -> number(text).isEmpty()).map(_ -> EtcdError.ttlIsNoNumber());
    }

    private Optional<EtcdError> badRefresh() {
        if (!is(Field.REFRESH)) {
            return Optional.empty();
        }
        return form.value(Field.VALUE)
                .filter(value -> !value.isEmpty())
                .map(_ -> EtcdError.valueOnRefresh())
                .or(() -> ttl().isPresent() ? Optional.empty() : Optional.of(EtcdError.noTtlOnRefresh()));
    }

    /** An empty one counts as not given. */
    private Optional<Text> ttl() {
        return form.value(Field.TTL).filter(text -> !text.isEmpty());
    }

    /** An unsigned 64-bit number in decimal digits. */
    private static OptionalLong number(Text text) {
        long number = 0;
        for (int position = 0; position < text.length(); position++) {
            int digit = text.byteAt(position) - '0';
            if (digit < 0 || digit > 9 || Long.compareUnsigned(number, Long.divideUnsigned(-1 - digit, 10)) > 0) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Optional<Boolean> truth(Text text) {
        if (text.length() > 5) {
            return Optional.empty();
        }
        return switch (text.toString()) {
            case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
            case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
