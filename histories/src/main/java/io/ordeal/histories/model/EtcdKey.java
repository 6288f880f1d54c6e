package io.ordeal.histories.model;

import io.ordeal.histories.model.EtcdKey.Version;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One key of etcd's v2 API, absent at first. Names in maps may be keywords or strings.
 *
 * <ul>
 *   <li>{@code read} gives {@code {value modifiedIndex}}, or a bare value, or nil where the key is absent.
 *   <li>{@code write v}; {@code create v}, which found it absent; {@code update v}, which found it there.
 *   <li>{@code cas [old new]}, where nil for old means absent; {@code cas {prevValue prevIndex value}} with either of the
 *       first two, or both.
 *   <li>{@code delete}; {@code cad old}; {@code cad {prevValue prevIndex}}, likewise.
 * </ul>
 *
 * Whatever changes the key may give nil, or its argument, or {@code {value modifiedIndex prevNode}}, where prevNode is
 * {@code {value modifiedIndex}}, or nil where there was none; each of these may be missing.
 *
 * <p>The index grows with each change, by one or more: other keys use indices too. After a change that did not tell its
 * own, all numbers greater than the last remain; a read that tells picks one.
 */
public record EtcdKey(NilRead nilRead) implements Model<Version> {

    private static final int PAIR = 2;

    private static final List<String> NODE = List.of("value", "modifiedIndex", "createdIndex", "key");
    private static final List<String> ANSWER = List.of("value", "modifiedIndex", "prevNode", "createdIndex", "key");

    /**
     * @param value empty where the key is absent
     * @param index its {@code modifiedIndex}, or that of its removal
     * @param told whether that is certain; else it is at least that. Of a removal nobody ever asks
     */
    public record Version(Optional<Object> value, long index, boolean told) {

        /** Whether {@code other} may be the index. */
        boolean admits(long other) {
            return told ? index == other : index <= other;
        }

        /** What a change to {@code next} leaves; empty where its index is too small. */
        Optional<Version> changed(Optional<Object> next, OptionalLong itsIndex) {
            if (itsIndex.isEmpty()) {
                return Optional.of(new Version(next, index + 1, false));
            }
            long told = itsIndex.getAsLong();
            return told > index ? Optional.of(new Version(next, told, next.isPresent())) : Optional.empty();
        }

        /** As a history would have it, with the least index that it may be. */
        @Nullable
        Object node() {
            return value.isEmpty() ? null : Change.map("value", value.get(), "modifiedIndex", index);
        }
    }

    @Override
    public String name() {
        return "etcd-v2-key";
    }

    @Override
    public Version initial() {
        return new Version(Optional.empty(), 0, false);
    }

    /** Whoever tells an index finds no greater one before it, nor leaves a smaller one. */
    @Override
    public boolean isOrderedByRank() {
        return true;
    }

    /** The {@linkplain Transition#rank rank} of a change to {@code index}, and one more that of a read. */
    static OptionalLong rank(OptionalLong index) {
        long number = index.orElse(0);
        return index.isPresent() && (2 * number) >> 1 == number ? OptionalLong.of(2 * number) : OptionalLong.empty();
    }

    @Override
    public @Nullable Object show(Version version) {
        if (version.told || version.value.isEmpty()) {
            return version.node();
        }
        return Change.map("value", version.value.get(), "modifiedIndexAtLeast", version.index);
    }

    @Override
    public Transition<Version> certain(String f, @Nullable Object argument, @Nullable Object result) {
        if (f.equals("read")) {
            return result == null && nilRead == NilRead.ANYTHING
                    ? Transition.passing()
                    : new Read(node(result), result instanceof Map);
        }
        Change change = change(f, argument);
        if (result == null || result.equals(argument)) {
            return change;
        }
        if (result instanceof Map<?, ?> map) {
            return answered(change, Fields.of(map, ANSWER));
        }
        throw new MisfitException(f + " of " + argument + " cannot give " + result);
    }

    private static Change answered(Change change, Fields answer) {
        Object value = answer.get("value");
        boolean lies = value != null && !Optional.of(value).equals(change.value());
        Prior found = answer.has("prevNode") ? node(answer.get("prevNode")) : new Prior.Any();
        return change.answered(lies ? new Prior.Never() : found, answer.number("modifiedIndex"));
    }

    /** What was found by whoever was told {@code value}. */
    private static Prior node(@Nullable Object value) {
        if (value == null) {
            return new Prior.Absent();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return new Prior.Present(Optional.of(value), OptionalLong.empty());
        }
        Fields node = Fields.of(map, NODE);
        Object its = node.get("value");
        if (its == null) {
            throw new MisfitException("a node has a value, but " + value + " has none");
        }
        return new Prior.Present(Optional.of(its), node.number("modifiedIndex"));
    }

    @Override
    public Transition<Version> possible(String f, @Nullable Object argument) {
        return f.equals("read") ? Transition.passing() : change(f, argument);
    }

    private Change change(String f, @Nullable Object argument) {
        return switch (f) {
            case "write" -> new Change(new Prior.Any(), Change.Form.VALUE, value(f, argument));
            case "create" -> new Change(new Prior.Absent(), Change.Form.VALUE, value(f, argument));
            case "update" -> new Change(there(), Change.Form.VALUE, value(f, argument));
            case "delete" -> new Change(there(), Change.Form.NONE, Optional.empty());
            case "cas" -> cas(argument);
            case "cad" -> cad(argument);
            default ->
                throw new MisfitException(
                        "an " + name() + " knows read, write, create, update, cas, delete and cad, but no " + f);
        };
    }

    private static Prior there() {
        return new Prior.Present(Optional.empty(), OptionalLong.empty());
    }

    private static Optional<Object> value(String f, @Nullable Object value) {
        if (value == null) {
            throw new MisfitException(f + " of nil: nil is what a key has that is absent");
        }
        return Optional.of(value);
    }

    private static Change cas(@Nullable Object argument) {
        if (argument instanceof List<?> pair && pair.size() == PAIR) {
            return new Change(node(pair.getFirst()), Change.Form.PAIR, value("cas", pair.getLast()));
        }
        if (argument instanceof Map<?, ?> map) {
            Fields fields = Fields.of(map, List.of("prevValue", "prevIndex", "value"));
            return new Change(compared(fields), form(fields), value("cas", fields.get("value")));
        }
        throw new MisfitException("the value of a cas is [old new] or {prevValue prevIndex value}, not " + argument);
    }

    private static Change cad(@Nullable Object argument) {
        if (argument instanceof Map<?, ?> map) {
            Fields fields = Fields.of(map, List.of("prevValue", "prevIndex"));
            return new Change(compared(fields), form(fields), Optional.empty());
        }
        Optional<Object> old = value("cad", argument);
        return new Change(new Prior.Present(old, OptionalLong.empty()), Change.Form.OLD, Optional.empty());
    }

    private static Prior compared(Fields fields) {
        return new Prior.Present(Optional.ofNullable(fields.get("prevValue")), fields.number("prevIndex"));
    }

    private static Change.Form form(Fields fields) {
        return fields.number("prevIndex").isPresent() ? Change.Form.BY_INDEX : Change.Form.BY_VALUE;
    }

    /**
     * Changes to a value that nobody needs, nor any value, nor none. Who does not care what he finds is happier without
     * them: the index is smaller then, and there are more greater than it.
     */
    @Override
    public BitSet dispensable(List<Transition<Version>> certain, List<Transition<Version>> possible) {
        return new Demand<Transition<Version>>(EtcdKey::needs, EtcdKey::makes).spare(certain, possible);
    }

    private static List<?> needs(Transition<Version> operation) {
        return switch (operation) {
            case Read read -> read.found.needs();
            case Change change -> change.needs();
            default -> List.of();
        };
    }

    private static List<?> makes(Transition<Version> operation) {
        return operation instanceof Change change ? Prior.made(change.value()) : List.of();
    }

    /** @param whole whether it gave a node, and not a bare value */
    private record Read(Prior found, boolean whole) implements Transition<Version> {
        @Override
        public Nature<Version> nature() {
            boolean tells =
                    found instanceof Prior.Present present && present.index().isPresent();
            return tells ? new Nature.Acts<>() : new Nature.Looks<>();
        }

        @Override
        public OptionalLong rank() {
            if (!(found instanceof Prior.Present present)) {
                return OptionalLong.empty();
            }
            OptionalLong change = EtcdKey.rank(present.index());
            return change.isPresent() ? OptionalLong.of(change.getAsLong() + 1) : change;
        }

        @Override
        public Optional<Version> from(Version state) {
            return found.in(state);
        }

        @Override
        public @Nullable Object legalIn(Version state) {
            if (!whole) {
                return state.value().orElse(null);
            }
            boolean right = found instanceof Prior.Present present
                    && present.index().isPresent()
                    && state.admits(present.index().getAsLong());
            return right ? legal(state, ((Prior.Present) found).index().getAsLong()) : state.node();
        }

        private static @Nullable Object legal(Version state, long index) {
            return new Version(state.value(), index, true).node();
        }
    }
}
