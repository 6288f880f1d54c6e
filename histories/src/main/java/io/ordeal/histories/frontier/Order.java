package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Automaton.Shape;
import io.ordeal.histories.frontier.Approach.Crashes;

/**
 * When a configuration makes another one superfluous. One covers another in the same state if it has discharged at
 * least as much, used up no more, and left at least as much of the supply: each step that the other can take, it can
 * take as well, and covers the outcome; and it passes every return that the other passes.
 */
final class Order {

    private final Automaton<?> automaton;
    private final Window window;
    private final Supply supply;
    private Crashes crashes = Crashes.COUNTED;
    private boolean substitution;
    private boolean hops;
    private long returning;
    private int[] surplus = new int[0];

    Order(Window window, Supply supply, Automaton<?> automaton, Approach approach) {
        this.automaton = automaton;
        this.window = window;
        this.supply = supply;
        use(approach);
    }

    /** Compares in another way from now on. */
    void use(Approach approach) {
        crashes = approach.crashes();
        substitution = approach.prunings().substitution();
        hops = approach.prunings().hops() && crashes != Crashes.UNLIMITED;
    }

    /** Configurations from now on are those after the return of the operation at {@code bit}. */
    void after(long bit) {
        returning = bit;
    }

    /** Whether nothing is of unknown outcome, so that sets of operations are all that is compared. */
    boolean isPlain() {
        return supply.isEmpty();
    }

    /** Whether configurations in different states are to be compared. */
    boolean hops() {
        return hops && supply.setters().length > 0;
    }

    /** Whether number {@code i} of {@code ones} covers number {@code j} of {@code others}, both in the same state. */
    boolean covers(Configurations ones, int i, Configurations others, int j) {
        return (others.discharged[j] & ~ones.discharged[i]) == 0
                && affords(ones, i, ones.used[i] & ~others.used[j], 0, others, j);
    }

    /** The same after one operation of the supply has set the state to that of the other. */
    boolean coversByHop(Configurations ones, int i, Configurations others, int j) {
        int state = others.states[j];
        int lane = setting(state);
        if (lane < 0 || Supply.used(ones.rows, i * ones.words(), lane) >= supply.available(lane)) {
            return false;
        }
        long discharged = (ones.discharged[i] | window.setters() | window.idle(state)) & ~returning;
        return (others.discharged[j] & ~discharged) == 0
                && affords(ones, i, ones.used[i] & ~others.used[j], 1 + lane, others, j);
    }

    private int setting(int state) {
        for (int lane : supply.setters()) {
            if (automaton.to(supply.kind(lane)) == state) {
                return lane;
            }
        }
        return -1;
    }

    /**
     * Whether one is as rich as another although it alone has used up what is in {@code dearer}.
     *
     * @param hop a lane of which it uses one more, counted from 1; or 0
     */
    private boolean affords(Configurations ones, int i, long dearer, int hop, Configurations others, int j) {
        return switch (crashes) {
            case UNLIMITED -> dearer == 0;
            case WEIGHED ->
                ones.weights[i] + Supply.heaviest() * (Long.bitCount(dearer) + (hop > 0 ? 1 : 0)) <= others.weights[j]
                        || (dearer == 0 && hop == 0 && isWithin(ones, i, others, j));
            case COUNTED ->
                (dearer == 0 && hop == 0 && isWithin(ones, i, others, j))
                        || ((substitution || hop > 0) && pays(ones, i, dearer, hop, others, j));
        };
    }

    private static boolean isWithin(Configurations ones, int i, Configurations others, int j) {
        int words = ones.words();
        return words == 0 || Supply.isWithin(ones.rows, i * words, others.rows, j * words, words);
    }

    /** Pays for what it has used up more with what it has used up less. */
    private boolean pays(Configurations ones, int i, long dearer, int hop, Configurations others, int j) {
        int words = ones.words();
        if (words == 0) {
            return dearer == 0;
        }
        if (surplus.length < words * Supply.LANES) {
            surplus = new int[words * Supply.LANES];
        }
        for (int lane : supply.setters()) {
            surplus[lane] = Supply.used(others.rows, j * words, lane) - Supply.used(ones.rows, i * words, lane);
        }
        for (int lane : supply.others()) {
            surplus[lane] = Supply.used(others.rows, j * words, lane) - Supply.used(ones.rows, i * words, lane);
        }
        if (hop > 0) {
            surplus[hop - 1]--;
        }
        if (!substitution) {
            return dearer == 0 && isPaid(supply.setters()) && isPaid(supply.others());
        }
        for (long rest = dearer; rest != 0; rest &= rest - 1) {
            if (!pay(window.kind(rest & -rest))) {
                return false;
            }
        }
        return paysForMoves() && isPaid(supply.setters());
    }

    private boolean isPaid(int[] lanes) {
        for (int lane : lanes) {
            if (surplus[lane] < 0) {
                return false;
            }
        }
        return true;
    }

    /** With one of the same kind, or one that sets the state to which the kind leads. */
    private boolean pay(int kind) {
        int lane = supply.lane(kind);
        if (lane < 0 || surplus[lane] <= 0) {
            lane = automaton.to(kind) == Automaton.NONE ? -1 : setting(automaton.to(kind));
        }
        return lane >= 0 && --surplus[lane] >= 0;
    }

    private boolean paysForMoves() {
        for (int lane : supply.others()) {
            if (surplus[lane] < 0) {
                int kind = supply.kind(lane);
                int payer = automaton.shape(kind) == Shape.MOVES ? setting(automaton.to(kind)) : -1;
                if (payer < 0) {
                    return false;
                }
                surplus[payer] += surplus[lane];
                if (surplus[payer] < 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
