package io.ordeal.histories.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One register, which begins with nil: Knossos' {@code register} and {@code cas-register}. A read gives its value, a
 * write sets it, and a cas {@code [old new]} that succeeded found {@code old} and set {@code new}.
 *
 * @param cas whether it has compare-and-set
 */
public record Register(boolean cas, NilRead nilRead) implements Model<Optional<Object>> {

    private static final int PAIR = 2;

    /** Read and write. */
    public static Register plain(NilRead nilRead) {
        return new Register(false, nilRead);
    }

    /** Read, write and compare-and-set. */
    public static Register withCas(NilRead nilRead) {
        return new Register(true, nilRead);
    }

    @Override
    public String name() {
        return cas ? "cas-register" : "register";
    }

    @Override
    public Optional<Object> initial() {
        return Optional.empty();
    }

    @Override
    public @Nullable Object show(Optional<Object> state) {
        return state.orElse(null);
    }

    @Override
    public Transition<Optional<Object>> certain(String f, @Nullable Object argument, @Nullable Object result) {
        if (!f.equals("read")) {
            if (result != null && !result.equals(argument)) {
                throw new MisfitException("a " + f + " gives back its own value, " + argument + ", not " + result);
            }
            return possible(f, argument);
        }
        return result == null && nilRead == NilRead.ANYTHING
                ? Transition.passing()
                : new Read(Optional.ofNullable(result));
    }

    @Override
    public Transition<Optional<Object>> possible(String f, @Nullable Object argument) {
        return switch (f) {
            case "read" -> Transition.passing();
            case "write" -> new Write(Optional.ofNullable(argument));
            case "cas" -> cas ? cas(argument) : unknown(f);
            default -> unknown(f);
        };
    }

    private Transition<Optional<Object>> unknown(String f) {
        throw new MisfitException(
                "a " + name() + " knows read" + (cas ? ", write and cas" : " and write") + ", but no " + f);
    }

    private static Cas cas(@Nullable Object argument) {
        if (argument instanceof List<?> pair && pair.size() == PAIR) {
            return new Cas(Optional.ofNullable(pair.getFirst()), Optional.ofNullable(pair.getLast()));
        }
        throw new MisfitException("the value of a cas is [old new], not " + argument);
    }

    /**
     * Reads of which nothing is known, and changes to a value that nobody needs: the next operation to change the
     * register after such a change must be a write, which is legal without it too.
     */
    @Override
    public BitSet dispensable(List<Transition<Optional<Object>>> certain, List<Transition<Optional<Object>>> possible) {
        return new Demand<Transition<Optional<Object>>>(Register::needs, Register::makes).spare(certain, possible);
    }

    private static List<?> needs(Transition<Optional<Object>> operation) {
        return switch (operation) {
            case Read read -> List.of(read.value());
            case Cas cas -> List.of(cas.old());
            default -> List.of();
        };
    }

    private static List<?> makes(Transition<Optional<Object>> operation) {
        return switch (operation) {
            case Write write -> List.of(write.value());
            case Cas cas -> List.of(cas.value());
            default -> List.of();
        };
    }

    private record Read(Optional<Object> value) implements Transition<Optional<Object>> {
        @Override
        public Nature<Optional<Object>> nature() {
            return new Nature.Observes<>(value);
        }

        @Override
        public Optional<Optional<Object>> from(Optional<Object> state) {
            return state.equals(value) ? Optional.of(state) : Optional.empty();
        }

        @Override
        public @Nullable Object legalIn(Optional<Object> state) {
            return state.orElse(null);
        }
    }

    private record Write(Optional<Object> value) implements Transition<Optional<Object>> {
        @Override
        public Nature<Optional<Object>> nature() {
            return new Nature.Sets<>(value);
        }

        @Override
        public Optional<Optional<Object>> from(Optional<Object> state) {
            return Optional.of(value);
        }

        @Override
        public @Nullable Object legalIn(Optional<Object> state) {
            return value.orElse(null);
        }
    }

    private record Cas(Optional<Object> old, Optional<Object> value) implements Transition<Optional<Object>> {
        @Override
        public Nature<Optional<Object>> nature() {
            return new Nature.Moves<>(old, value);
        }

        @Override
        public Optional<Optional<Object>> from(Optional<Object> state) {
            return state.equals(old) ? Optional.of(value) : Optional.empty();
        }

        @Override
        public Object legalIn(Optional<Object> state) {
            return Arrays.asList(state.orElse(null), value.orElse(null));
        }
    }
}
