package io.ordeal.histories.theorem;

import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Nature;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.theorem.Versioned.State;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A register that counts its changes, and may tell how many there were.
 *
 * @param strict whether what was told must be true; else it is only a hint
 */
record Versioned(boolean strict) implements Model<State> {

    static final int UNTOLD = -1;

    record State(int value, int version) {}

    /**
     * An operation.
     *
     * @param changes whether it sets the value, and not just sees it
     * @param version how many changes there were, this one included; or untold
     */
    record Step(boolean changes, int value, int version, boolean strict) implements Transition<State> {
        @Override
        public Optional<State> from(State state) {
            int now = changes ? state.version() + 1 : state.version();
            boolean legal = (changes || value == state.value()) && (!strict || version == UNTOLD || version == now);
            return legal ? Optional.of(new State(value, now)) : Optional.empty();
        }

        @Override
        public Nature<State> nature() {
            return changes ? new Nature.Acts<>() : new Nature.Looks<>();
        }

        @Override
        public OptionalLong rank() {
            return version == UNTOLD ? OptionalLong.empty() : OptionalLong.of(2L * version + (changes ? 0 : 1));
        }

        @Override
        public @Nullable Object legalIn(State state) {
            return null;
        }
    }

    @Override
    public String name() {
        return "versioned";
    }

    @Override
    public State initial() {
        return new State(0, 0);
    }

    @Override
    public Transition<State> certain(String f, @Nullable Object argument, @Nullable Object result) {
        throw new AssertionError("nobody asks");
    }

    @Override
    public Transition<State> possible(String f, @Nullable Object argument) {
        throw new AssertionError("nobody asks");
    }

    @Override
    public @Nullable Object show(State state) {
        return state.toString();
    }

    @Override
    public boolean isOrderedByRank() {
        return strict;
    }
}
