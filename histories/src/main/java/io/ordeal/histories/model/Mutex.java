package io.ordeal.histories.model;

import io.ordeal.histories.op.Keyword;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is free at first: Knossos' {@code mutex}. An acquire found it free, a release found it taken, by whomever;
 * their values say nothing.
 */
public record Mutex() implements Model<Boolean> {

    @Override
    public String name() {
        return "mutex";
    }

    @Override
    public Boolean initial() {
        return false;
    }

    @Override
    public Object show(Boolean taken) {
        return new Keyword(taken ? "taken" : "free");
    }

    @Override
    public Transition<Boolean> certain(String f, @Nullable Object argument, @Nullable Object result) {
        return possible(f, argument);
    }

    @Override
    public Transition<Boolean> possible(String f, @Nullable Object argument) {
        return switch (f) {
            case "acquire" -> new Turn(true);
            case "release" -> new Turn(false);
            default -> throw new MisfitException("a mutex knows acquire and release, but no " + f);
        };
    }

    /**
     * Acquires where no release is certain, and releases where no acquire is. Acquires and releases take turns: the
     * release after such an acquire is of unknown outcome too, and the two can go together; so can such a release with
     * the acquire before it.
     */
    @Override
    public BitSet dispensable(List<Transition<Boolean>> certain, List<Transition<Boolean>> possible) {
        var useless = new BitSet();
        for (int i = 0; i < possible.size(); i++) {
            useless.set(i, !certain.contains(((Turn) possible.get(i)).opposite()));
        }
        return useless;
    }

    private record Turn(boolean takes) implements Transition<Boolean> {

        Turn opposite() {
            return new Turn(!takes);
        }

        @Override
        public Nature<Boolean> nature() {
            return new Nature.Moves<>(!takes, takes);
        }

        @Override
        public Optional<Boolean> from(Boolean taken) {
            return taken == takes ? Optional.empty() : Optional.of(takes);
        }

        @Override
        public @Nullable Object legalIn(Boolean taken) {
            return taken == takes ? NOTHING : null;
        }
    }
}
