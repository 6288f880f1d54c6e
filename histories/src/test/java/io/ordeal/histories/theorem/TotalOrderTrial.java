package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Versioned.Step;
import io.ordeal.histories.theorem.VersionedHistory.Call;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@link TotalOrder} against all orders of small histories. Gives what they disagree on, if they do. */
final class TotalOrderTrial implements Supplier<Optional<String>> {

    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private final long histories;
    private final TotalOrder theorem = new TotalOrder();
    /** How often there was each ruling, and each contradiction. */
    private final Map<String, Integer> rulings = new TreeMap<>();

    TotalOrderTrial(long histories) {
        this.histories = histories;
    }

    /** As many as show a mutant. */
    TotalOrderTrial() {
        this(200_000);
    }

    Map<String, Integer> rulings() {
        return rulings;
    }

    @Override
    public Optional<String> get() {
        for (long i = 0; i < histories; i++) {
            long seed = SEED * 1_000_000_007L + i;
            VersionedHistory history = VersionedHistory.draw(new SplittableRandom(seed));
            Optional<String> complaint = complaint(history);
            if (complaint.isPresent()) {
                return Optional.of("seed " + seed + ": " + complaint.get() + "\n" + history);
            }
        }
        return Optional.empty();
    }

    private Optional<String> complaint(VersionedHistory history) {
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
                yield history.isExplained()
                        ? Optional.of("there is an order, in spite of " + contradiction)
                        : Optional.empty();
            }
            case Ruling.Abstains(String why) -> {
                count("Abstains");
                yield mustDecide(history) ? Optional.of("abstains: " + why) : Optional.empty();
            }
        };
    }

    /** All that changes tells its rank, something does, and nothing is uncertain. */
    private static boolean mustDecide(VersionedHistory history) {
        return history.model().strict()
                && history.calls().stream().allMatch(Call::isCertain)
                && history.calls().stream().map(Call::step).anyMatch(step -> step.version() >= 0)
                && history.calls().stream().map(Call::step).noneMatch(TotalOrderTrial::isSilentChange);
    }

    private static boolean isSilentChange(Step step) {
        return step.changes() && step.version() < 0;
    }

    private void count(String ruling) {
        rulings.merge(ruling, 1, Integer::sum);
    }
}
