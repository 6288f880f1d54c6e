package io.ordeal.histories.check;

import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.frontier.Decider;
import io.ordeal.histories.frontier.Meter;
import io.ordeal.histories.frontier.Ruling;
import io.ordeal.histories.frontier.SpentException;
import io.ordeal.histories.generate.Flaw;
import io.ordeal.histories.generate.RegisterHistories;
import io.ordeal.histories.generate.Values;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Explanations, right and spoilt, recited in passages and by a simple reciter. Gives where they disagree. */
public final class RecitalTrial implements Supplier<Optional<String>> {

    private static final int SEEDS = 2_000;
    private static final int OPERATIONS = 60;

    private final SplittableRandom random = new SplittableRandom(1);
    private int spoilt;

    /** How many explanations did not hold. */
    int spoilt() {
        return spoilt;
    }

    @Override
    public Optional<String> get() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var encoding = new RegisterHistories(seed, OPERATIONS, 4, 0, new Values.Few(3), new Flaw.None()).encoding();
            var explained = (Ruling.Explained) Decider.decide(encoding, meter());
            int[] order = explained.order();
            int[] other = seed % 5 == 0 ? order : changed(order);
            boolean holds = holds(encoding, other);
            spoilt += holds ? 0 : 1;
            if (isVerified(encoding, other) != holds) {
                return Optional.of("seed " + seed + ": holds is " + holds + ": " + Arrays.toString(other));
            }
        }
        return Optional.empty();
    }

    private int[] changed(int[] order) {
        int[] changed = order.clone();
        int at = random.nextInt(order.length - 1);
        switch (random.nextInt(5)) {
            case 0 -> changed[at] = order[random.nextInt(order.length)];
            case 1 -> {
                changed = Arrays.copyOf(order, order.length + 1);
                System.arraycopy(order, at, changed, at + 1, order.length - at);
                changed[random.nextInt(at + 1)] = order[at];
            }
            case 2 -> changed = Arrays.copyOf(order, order.length - 1 - random.nextInt(2));
            default -> {
                int swapped = Math.min(order.length - 1, at + 1 + random.nextInt(3));
                changed[at] = order[swapped];
                changed[swapped] = order[at];
            }
        }
        return changed;
    }

    private static Meter meter() {
        return Meter.start(Duration.ofDays(1), Long.MAX_VALUE, () -> 0);
    }

    private static boolean isVerified(Encoding<Optional<Object>> encoding, int[] order) {
        try {
            new Recital<>(encoding, 7, meter().among(1 << 20)).verify(order, Columns.NEVER);
            return true;
        } catch (IllegalStateException _) {
            return false;
        } catch (SpentException spent) {
            throw new AssertionError(spent);
        }
    }

    private static boolean holds(Encoding<?> encoding, int[] order) {
        Columns columns = encoding.columns();
        int state = encoding.automaton().initial();
        for (int i = 0; i < order.length; i++) {
            state = state < 0 ? state : encoding.automaton().next(state, columns.kind(order[i]));
            for (int j = 0; j < i; j++) {
                if (order[i] == order[j] || columns.returned(order[i]) < columns.invoked(order[j])) {
                    return false;
                }
            }
        }
        return state >= 0 && order.length == columns.size();
    }
}
