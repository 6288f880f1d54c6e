package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Encoding;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A theorem against all orders of small histories. Gives what they disagree on, if they do. */
class CollectionTrial<S> implements Supplier<Optional<String>> {

    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private final long histories;
    private final Theorem theorem;
    private final Function<SplittableRandom, SmallHistory<S>> draw;
    /** How often there was each ruling, and each contradiction. */
    private final Map<String, Integer> rulings = new TreeMap<>();

    CollectionTrial(long histories, Theorem theorem, Function<SplittableRandom, SmallHistory<S>> draw) {
        this.histories = histories;
        this.theorem = theorem;
        this.draw = draw;
    }

    Map<String, Integer> rulings() {
        return rulings;
    }

    double share(String ruling) {
        return rulings.getOrDefault(ruling, 0) / (double) histories;
    }

    @Override
    public Optional<String> get() {
        for (long i = 0; i < histories; i++) {
            long seed = SEED * 1_000_000_007L + i;
            SmallHistory<S> history = draw.apply(new SplittableRandom(seed));
            Optional<String> complaint = complaint(history);
            if (complaint.isPresent()) {
                return Optional.of("seed " + seed + ": " + complaint.get() + "\n" + history);
            }
        }
        return Optional.empty();
    }

    private Optional<String> complaint(SmallHistory<S> history) {
        Encoding<?> encoding = history.encoding();
        Ruling ruling;
        try {
            ruling = theorem.rule(encoding, Patience.endless());
        } catch (RuntimeException broken) {
            return Optional.of(broken.toString());
        }
        return switch (ruling) {
            case Ruling.Valid(int[] order) -> {
                count("Valid");
                yield Witness.complaint(encoding, order);
            }
            case Ruling.Invalid(Contradiction contradiction) -> {
                count(contradiction.getClass().getSimpleName());
                if (history.isExplained()) {
                    yield Optional.of("there is an order, in spite of " + contradiction);
                }
                yield holds(history, contradiction) ? Optional.empty() : Optional.of("not true: " + contradiction);
            }
            case Ruling.Abstains(String why) -> {
                count("Abstains");
                yield mayAbstain(history) ? Optional.empty() : Optional.of("abstains: " + why);
            }
        };
    }

    boolean holds(SmallHistory<S> history, Contradiction contradiction) {
        return true;
    }

    boolean mayAbstain(SmallHistory<S> history) {
        return false;
    }

    private void count(String ruling) {
        rulings.merge(ruling, 1, Integer::sum);
    }
}
