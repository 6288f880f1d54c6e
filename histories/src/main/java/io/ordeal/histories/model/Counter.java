package io.ordeal.histories.model;

import io.ordeal.histories.op.Plain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number, 0 at first. An add or decr changes it by its argument, of any sign; a read gives it; an add-and-get or
 * decr-and-get changes it and gives {@code [argument number]}, as in Jepsen's test of JGroups. One of those that does
 * not tell is an add or decr.
 */
public record Counter(NilRead nilRead) implements Model<BigInteger> {

    private static final int PAIR = 2;

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public BigInteger initial() {
        return BigInteger.ZERO;
    }

    @Override
    public Object show(BigInteger count) {
        return plain(count);
    }

    private static Object plain(BigInteger number) {
        return Objects.requireNonNull(Plain.of(number));
    }

    @Override
    public Transition<BigInteger> certain(String f, @Nullable Object argument, @Nullable Object result) {
        if (f.equals("read")) {
            return result == null && nilRead == NilRead.ANYTHING
                    ? Transition.passing()
                    : new Read(result == null ? initial() : number(f, result));
        }
        if (result == null || result.equals(argument)) {
            return possible(f, argument);
        }
        if (f.endsWith("-and-get") && result instanceof List<?> pair && pair.size() == PAIR) {
            if (!Objects.equals(argument, pair.getFirst())) {
                throw new MisfitException(f + " gives back its own argument, " + argument + ", not " + result);
            }
            return new Told(f.startsWith("decr"), delta(f, argument), number(f, pair.getLast()));
        }
        throw new MisfitException(f + " of " + argument + " cannot give " + result);
    }

    @Override
    public Transition<BigInteger> possible(String f, @Nullable Object argument) {
        if (f.equals("read")) {
            return Transition.passing();
        }
        BigInteger delta = delta(f, argument);
        return delta.signum() == 0 ? Transition.passing() : new Add(delta);
    }

    private static BigInteger delta(String f, @Nullable Object argument) {
        return switch (f) {
            case "add", "add-and-get" -> number(f, argument);
            case "decr", "decr-and-get" -> number(f, argument).negate();
            default ->
                throw new MisfitException("a counter knows read, add, decr, add-and-get and decr-and-get, but no " + f);
        };
    }

    private static BigInteger number(String f, @Nullable Object value) {
        return switch (value) {
            case Long number -> BigInteger.valueOf(number);
            case BigInteger number -> number;
            case null, default -> throw new MisfitException("the value of " + f + " is a whole number, not " + value);
        };
    }

    /** What adds nothing; and everything where nobody ever looks at the number. */
    @Override
    public BitSet dispensable(List<Transition<BigInteger>> certain, List<Transition<BigInteger>> possible) {
        boolean seen = certain.stream().anyMatch(it -> it instanceof Read || it instanceof Told);
        var useless = new BitSet();
        for (int i = 0; i < possible.size(); i++) {
            useless.set(
                    i,
                    !seen || possible.get(i) instanceof Read || possible.get(i).equals(Transition.passing()));
        }
        return useless;
    }

    private record Add(BigInteger delta) implements Transition<BigInteger> {
        @Override
        public Optional<BigInteger> from(BigInteger count) {
            return Optional.of(count.add(delta));
        }

        @Override
        public Object legalIn(BigInteger count) {
            return plain(delta);
        }
    }

    private record Read(BigInteger value) implements Transition<BigInteger> {
        @Override
        public Nature<BigInteger> nature() {
            return new Nature.Observes<>(value);
        }

        @Override
        public Optional<BigInteger> from(BigInteger count) {
            return count.equals(value) ? Optional.of(count) : Optional.empty();
        }

        @Override
        public Object legalIn(BigInteger count) {
            return plain(count);
        }
    }

    /** @param after what it left, as it said */
    private record Told(boolean decreases, BigInteger delta, BigInteger after) implements Transition<BigInteger> {
        @Override
        public Nature<BigInteger> nature() {
            return delta.signum() == 0
                    ? new Nature.Observes<>(after)
                    : new Nature.Moves<>(after.subtract(delta), after);
        }

        @Override
        public Optional<BigInteger> from(BigInteger count) {
            return count.add(delta).equals(after) ? Optional.of(after) : Optional.empty();
        }

        @Override
        public Object legalIn(BigInteger count) {
            return Arrays.asList(plain(decreases ? delta.negate() : delta), plain(count.add(delta)));
        }
    }
}
