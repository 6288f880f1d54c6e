package io.ordeal.histories.model;

import io.ordeal.histories.model.EtcdKey.Version;
import io.ordeal.histories.op.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A change of a key of etcd.
 *
 * @param asked what it asked for: where that is not so, it does not happen
 * @param found what it says it found
 * @param value what it leaves; empty for a removal
 * @param index its own, if it told
 */
record Change(Prior asked, Form form, Optional<Object> value, Optional<Prior> found, OptionalLong index)
        implements Transition<Version> {

    /** How the argument is written down. */
    enum Form {
        NONE,
        VALUE,
        OLD,
        PAIR,
        BY_VALUE,
        BY_INDEX
    }

    Change(Prior asked, Form form, Optional<Object> value) {
        this(asked, form, value, Optional.empty(), OptionalLong.empty());
    }

    Change answered(Prior prior, OptionalLong itsIndex) {
        return new Change(
                asked, form, value, prior instanceof Prior.Any ? Optional.empty() : Optional.of(prior), itsIndex);
    }

    List<?> needs() {
        var needs = new ArrayList<Object>(asked.needs());
        found.ifPresent(it -> needs.addAll(it.needs()));
        return needs;
    }

    /** Of an index that is not known only a bound is, which every change moves: so none of them just sets the state. */
    @Override
    public Nature<Version> nature() {
        return found.filter(it -> it instanceof Prior.Never).isPresent() ? new Nature.Looks<>() : new Nature.Acts<>();
    }

    @Override
    public OptionalLong rank() {
        return EtcdKey.rank(index);
    }

    @Override
    public Optional<Version> from(Version state) {
        return asked.in(state)
                .flatMap(it -> found.isPresent() ? found.get().in(it) : Optional.of(it))
                .flatMap(it -> it.changed(value, index));
    }

    @Override
    public @Nullable Object legalIn(Version state) {
        Optional<Version> before = asked.in(state);
        return before.isPresent() ? answerIn(before.get()) : argumentIn(state);
    }

    private @Nullable Object argumentIn(Version state) {
        Object old = state.value().orElse(null);
        if (form == Form.PAIR) {
            return Arrays.asList(old, value.orElse(null));
        }
        if (old == null) {
            return NOTHING;
        }
        return switch (form) {
            case OLD -> old;
            case BY_VALUE -> withValue("prevValue", old);
            case BY_INDEX -> withValue("prevIndex", state.index());
            default -> NOTHING;
        };
    }

    private Object withValue(String name, Object compared) {
        return value.isPresent() ? map(name, compared, "value", value.get()) : map(name, compared);
    }

    private @Nullable Object answerIn(Version before) {
        if (index.isEmpty() && found.isEmpty()) {
            return value.orElse(null);
        }
        Map<Object, @Nullable Object> answer = new LinkedHashMap<>();
        index.ifPresent(it -> answer.put(new Keyword("modifiedIndex"), Math.max(it, before.index() + 1)));
        found.ifPresent(it -> {
            boolean wrongValue = it instanceof Prior.Never;
            answer.put(new Keyword(wrongValue ? "value" : "prevNode"), wrongValue ? value.orElse(null) : before.node());
        });
        return Collections.unmodifiableMap(answer);
    }

    /** @param namesAndValues in turn */
    static Map<Object, Object> map(Object... namesAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(new Keyword((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
