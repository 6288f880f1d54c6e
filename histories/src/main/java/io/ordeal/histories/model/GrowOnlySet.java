package io.ordeal.histories.model;

import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set, empty at first, from which nothing is ever taken: Knossos' {@code set}. An add puts its argument in; a read
 * gives all that is in, as a set or, in any order, as a list. A list that has something in it twice is never legal.
 */
public record GrowOnlySet(NilRead nilRead) implements Model<Trie> {

    @Override
    public String name() {
        return "set";
    }

    @Override
    public Trie initial() {
        return Trie.EMPTY;
    }

    @Override
    public Object show(Trie elements) {
        return plain(elements);
    }

    private static Set<@Nullable Object> plain(Trie elements) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(elements.keys()));
    }

    @Override
    public Transition<Trie> certain(String f, @Nullable Object argument, @Nullable Object result) {
        if (!f.equals("read")) {
            if (result != null && !result.equals(argument)) {
                throw new MisfitException("an add gives back its own value, " + argument + ", not " + result);
            }
            return possible(f, argument);
        }
        return switch (result) {
            case null -> nilRead == NilRead.ANYTHING ? Transition.passing() : new Read(Trie.EMPTY);
            case Set<?> set -> read(set);
            case List<?> list -> read(list);
            default -> throw new MisfitException("a read of a set gives a set or a list, not " + result);
        };
    }

    private static Transition<Trie> read(Collection<?> values) {
        Trie elements = Trie.EMPTY;
        for (Object value : values) {
            elements = elements.with(value, true);
        }
        return elements.size() == values.size() ? new Read(elements) : new Twice();
    }

    @Override
    public Transition<Trie> possible(String f, @Nullable Object argument) {
        return switch (f) {
            case "read" -> Transition.passing();
            case "add" -> new Add(argument);
            default -> throw new MisfitException("a set knows add and read, but no " + f);
        };
    }

    /** Reads of which nothing is known, and adds of what nobody ever read: no read that tells comes after such an add. */
    @Override
    public BitSet dispensable(List<Transition<Trie>> certain, List<Transition<Trie>> possible) {
        Set<@Nullable Object> seen = new LinkedHashSet<>();
        for (Transition<Trie> operation : certain) {
            if (operation instanceof Read(Trie elements)) {
                elements.forEach((element, _) -> seen.add(element));
            }
        }
        var useless = new BitSet();
        for (int i = 0; i < possible.size(); i++) {
            useless.set(i, !(possible.get(i) instanceof Add(Object value)) || !seen.contains(value));
        }
        return useless;
    }

    private record Add(@Nullable Object value) implements Transition<Trie> {
        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.Puts(value));
        }

        @Override
        public Optional<Trie> from(Trie elements) {
            return Optional.of(elements.with(value, true));
        }

        @Override
        public @Nullable Object legalIn(Trie elements) {
            return value;
        }
    }

    private record Read(Trie elements) implements Transition<Trie> {
        @Override
        public Nature<Trie> nature() {
            return new Nature.Observes<>(elements);
        }

        @Override
        public Optional<Handling> handling() {
            return Optional.of(new Handling.Shows(elements));
        }

        @Override
        public Optional<Trie> from(Trie state) {
            return state.equals(elements) ? Optional.of(state) : Optional.empty();
        }

        @Override
        public Object legalIn(Trie state) {
            return plain(state);
        }
    }

    /** A read that saw something twice. */
    private record Twice() implements Transition<Trie> {
        @Override
        public Nature<Trie> nature() {
            return new Nature.Looks<>();
        }

        @Override
        public Optional<Trie> from(Trie state) {
            return Optional.empty();
        }

        @Override
        public Object legalIn(Trie state) {
            return plain(state);
        }
    }
}
