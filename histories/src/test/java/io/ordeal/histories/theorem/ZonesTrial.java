package io.ordeal.histories.theorem;

import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Circle;
import io.ordeal.histories.theorem.Contradiction.Enclosure;
import io.ordeal.histories.theorem.Contradiction.Overlap;
import io.ordeal.histories.theorem.Contradiction.Rivals;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import io.ordeal.histories.theorem.Contradiction.Zone;
import io.ordeal.histories.theorem.Small.Action;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@link Zones} against all orders of small histories. Gives what they disagree on, if they do. */
final class ZonesTrial implements Supplier<Optional<String>> {

    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private final long histories;
    private final Zones zones = new Zones();
    /** How often there was each ruling, and each contradiction. */
    private final Map<String, Integer> rulings = new TreeMap<>();

    ZonesTrial(long histories) {
        this.histories = histories;
    }

    /** As many as show a mutant. */
    ZonesTrial() {
        this(400_000);
    }

    Map<String, Integer> rulings() {
        return rulings;
    }

    @Override
    public Optional<String> get() {
        for (long i = 0; i < histories; i++) {
            long seed = SEED * 1_000_000_007L + i;
            Small history = SmallRegisters.draw(new SplittableRandom(seed));
            Optional<String> complaint = complaint(history);
            if (complaint.isPresent()) {
                return Optional.of("seed " + seed + ": " + complaint.get() + "\n" + history);
            }
        }
        return Optional.empty();
    }

    private Optional<String> complaint(Small history) {
        Ruling ruling;
        try {
            ruling = zones.rule(history.encoding(), Patience.endless());
        } catch (RuntimeException broken) {
            return Optional.of(broken.toString());
        }
        return switch (ruling) {
            case Ruling.Valid(int[] order) -> {
                count("Valid");
                yield history.complaint(order);
            }
            case Ruling.Invalid(Contradiction contradiction) -> {
                count(contradiction.getClass().getSimpleName());
                if (history.isExplained()) {
                    yield Optional.of("there is an order, in spite of " + contradiction);
                }
                yield complaint(history, contradiction);
            }
            case Ruling.Abstains(String why) -> Optional.of("abstains: " + why);
        };
    }

    private void count(String ruling) {
        rulings.merge(ruling, 1, Integer::sum);
    }

    private static Optional<String> complaint(Small history, Contradiction contradiction) {
        if (!holds(history, contradiction)) {
            return Optional.of("not true: " + contradiction);
        }
        return history.only(concerned(history, contradiction.operations())).isExplained()
                ? Optional.of("these alone have an order: " + contradiction)
                : Optional.empty();
    }

    private static boolean holds(Small history, Contradiction contradiction) {
        return switch (contradiction) {
            case Unwritten(int operation) -> {
                int from = history.actions().get(operation).from();
                yield from > 0 && history.actions().stream().noneMatch(action -> action.to() == from);
            }
            case Rivals(int one, int other) -> {
                Action first = history.actions().get(one);
                Action second = history.actions().get(other);
                yield one != other
                        && first.from() == second.from()
                        && first.from() != Small.NONE
                        && first.to() != Small.NONE
                        && second.to() != Small.NONE;
            }
            case Belated(int first, int second) -> precedes(history, second, first);
            case Overlap(Zone one, Zone other) ->
                cross(history, one, other)
                        && precedes(history, one.returned(), one.invoked())
                        && precedes(history, other.returned(), other.invoked());
            case Enclosure(Zone outer, Zone inner) ->
                cross(history, outer, inner)
                        && precedes(history, outer.returned(), outer.invoked())
                        && !precedes(history, inner.returned(), inner.invoked());
            case Circle(int[] operations) -> {
                boolean turns = true;
                for (int operation : operations) {
                    int from = history.actions().get(operation).from();
                    boolean led = false;
                    for (int other : operations) {
                        led |= history.actions().get(other).to() == from;
                    }
                    turns &= led;
                }
                yield turns;
            }
            default -> false;
        };
    }

    private static boolean cross(Small history, Zone one, Zone other) {
        return precedes(history, one.returned(), other.invoked()) && precedes(history, other.returned(), one.invoked());
    }

    private static boolean precedes(Small history, int one, int other) {
        return history.actions().get(one).returned()
                < history.actions().get(other).invoked();
    }

    /**
     * The operations, those that led to what they need, and those that need what uncertain ones led to: that these took
     * effect is known from them alone.
     */
    private static BitSet concerned(Small history, int[] operations) {
        var concerned = new BitSet();
        for (int operation : operations) {
            concerned.set(operation);
        }
        for (int before = -1; before != concerned.cardinality(); ) {
            before = concerned.cardinality();
            for (int i = 0; i < history.size(); i++) {
                for (int j = 0; j < history.size(); j++) {
                    Action maker = history.actions().get(i);
                    boolean leads = maker.to() != Small.NONE
                            && maker.to() == history.actions().get(j).from();
                    if (leads && concerned.get(j)) {
                        concerned.set(i);
                    }
                    if (leads && concerned.get(i) && !maker.isCertain()) {
                        concerned.set(j);
                    }
                }
            }
        }
        return concerned;
    }
}
