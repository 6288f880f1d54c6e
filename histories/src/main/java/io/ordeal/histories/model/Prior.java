package io.ordeal.histories.model;

import io.ordeal.histories.model.EtcdKey.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an operation on a key of etcd says of the key as it found it. */
sealed interface Prior {

    /** The thing that makes of any value. See {@link #made}. */
    Object SOME = true;

    /** What is known of the key where it is {@code state} and this is true; empty where it cannot be. */
    Optional<Version> in(Version state);

    /** Things, one of which is {@link #made} where this can be true; empty where it does not depend on any. */
    List<?> needs();

    /** What somebody may need who comes after the key was left so. */
    static List<?> made(Optional<Object> value) {
        return value.isPresent() ? List.of(value, SOME) : List.of(value);
    }

    /** Nothing. */
    record Any() implements Prior {
        @Override
        public Optional<Version> in(Version state) {
            return Optional.of(state);
        }

        @Override
        public List<?> needs() {
            return List.of();
        }
    }

    /** What cannot be. */
    record Never() implements Prior {
        @Override
        public Optional<Version> in(Version state) {
            return Optional.empty();
        }

        @Override
        public List<?> needs() {
            return List.of();
        }
    }

    /** It was not there. */
    record Absent() implements Prior {
        @Override
        public Optional<Version> in(Version state) {
            return state.value().isEmpty() ? Optional.of(state) : Optional.empty();
        }

        @Override
        public List<?> needs() {
            return List.of(Optional.empty());
        }
    }

    /** It was there, perhaps with this value, and this {@code modifiedIndex}. */
    record Present(Optional<Object> value, OptionalLong index) implements Prior {
        @Override
        public Optional<Version> in(Version state) {
            boolean fits = state.value().isPresent()
                    && (value.isEmpty() || value.equals(state.value()))
                    && (index.isEmpty() || state.admits(index.getAsLong()));
            return !fits
                    ? Optional.empty()
                    : Optional.of(index.isEmpty() ? state : new Version(state.value(), index.getAsLong(), true));
        }

        @Override
        public List<?> needs() {
            return value.isPresent() ? List.of(value) : List.of(SOME);
        }
    }
}
