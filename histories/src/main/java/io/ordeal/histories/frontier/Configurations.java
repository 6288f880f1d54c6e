package io.ordeal.histories.frontier;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Configurations of which none {@linkplain Order covers} another. Each says, of explanations of what has returned so
 * far, in which state they end; which pending operations are discharged, so that their return is no matter; which are
 * used up; and what was used up of the supply. For any set of operations that are discharged and not used up there is
 * such an explanation that has all but these in it: they left no trace, and can still be used.
 *
 * <p>A new one is first written to the place after the last, and then {@linkplain #offer offered}.
 */
final class Configurations {

    private static final int ROOM = 32;
    private static final int BUCKETS = 64;

    private final Meter meter;
    private final boolean across;
    private final int[] heads = new int[BUCKETS];
    private final int[] generations = new int[BUCKETS];
    private int generation = 1;
    private int size;
    private int words;
    private int[] nexts = new int[ROOM];
    private boolean[] covered = new boolean[ROOM];
    int[] states = new int[ROOM];
    long[] discharged = new long[ROOM];
    long[] used = new long[ROOM];
    int[] weights = new int[ROOM];
    int[] trails = new int[ROOM];
    long[] rows = new long[0];

    /** @param across whether those in different states are compared, too */
    Configurations(Meter meter, boolean across) {
        this.meter = meter;
        this.across = across;
    }

    int size() {
        return size;
    }

    /** How many words a row has. */
    int words() {
        return words;
    }

    void clear() {
        size = 0;
        generation++;
    }

    /** The same configurations, to be kept. */
    Configurations copy() {
        var copy = new Configurations(meter, across);
        copy.become(this);
        return copy;
    }

    /** Takes over what is in {@code others}, and forgets what was here. */
    void become(Configurations others) {
        clear();
        words = others.words;
        rows = new long[states.length * words];
        for (int i = 0; i < others.size; i++) {
            draft(others.states[i], others.discharged[i], others.used[i]);
            draftRow(others, i);
            covered[i] = false;
            size++;
        }
    }

    /**
     * The same in other numbers. How they came about is forgotten.
     *
     * @param lanes where each lane is then, or -1 where it is left out
     * @param number how many words a row has then
     */
    Configurations renumbered(IntUnaryOperator state, int[] lanes, int number) {
        var others = new Configurations(meter, across);
        others.widen(number);
        for (int i = 0; i < size; i++) {
            others.draft(state.applyAsInt(states[i]), discharged[i], used[i]);
            others.trails[i] = Trail.ROOT;
            for (int lane = 0; lane < lanes.length && words > 0; lane++) {
                int count = lanes[lane] < 0 ? 0 : Supply.used(rows, i * words, lane);
                for (int use = 0; use < count; use++) {
                    others.draftUse(lanes[lane], 0);
                }
            }
            others.size++;
        }
        return others;
    }

    /** Rows have {@code number} words from now on. */
    void widen(int number) {
        long[] wide = new long[states.length * number];
        for (int i = 0; i < size; i++) {
            System.arraycopy(rows, i * words, wide, i * number, Math.min(words, number));
        }
        rows = wide;
        words = number;
    }

    /** Writes a configuration to the place after the last. */
    void draft(int state, long isDischarged, long isUsed) {
        if (size == states.length) {
            grow();
        }
        states[size] = state;
        discharged[size] = isDischarged;
        used[size] = isUsed;
    }

    /** The draft has used up of the supply what {@code at} has. */
    void draftRow(Configurations others, int at) {
        weights[size] = others.weights[at];
        trails[size] = others.trails[at];
        System.arraycopy(others.rows, at * words, rows, size * words, words);
    }

    /** And one more. */
    void draftUse(int lane, int weight) {
        rows[size * words + lane / Supply.LANES] += Supply.one(lane);
        weights[size] += weight;
    }

    private void grow() {
        int room = 2 * states.length;
        meter.claims((long) room * (4 * Integer.BYTES + 2 * Long.BYTES + 1 + (long) words * Long.BYTES));
        nexts = Arrays.copyOf(nexts, room);
        covered = Arrays.copyOf(covered, room);
        states = Arrays.copyOf(states, room);
        discharged = Arrays.copyOf(discharged, room);
        used = Arrays.copyOf(used, room);
        weights = Arrays.copyOf(weights, room);
        trails = Arrays.copyOf(trails, room);
        rows = Arrays.copyOf(rows, room * words);
    }

    /** Whether one in the same state covers number {@code at} of {@code others}. */
    boolean cover(Order order, Configurations others, int at) {
        int state = others.states[at];
        for (int i = first(state); i >= 0; i = nexts[i]) {
            if (states[i] == state && order.covers(this, i, others, at)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the draft in, and whatever it covers out, unless it is itself covered. */
    boolean offer(Order order) {
        return order.isPlain() ? offerPlain() : offerAny(order);
    }

    /** The same where nothing is of unknown outcome. */
    private boolean offerPlain() {
        int state = states[size];
        long isDischarged = discharged[size];
        long isUsed = used[size];
        int previous = -1;
        int comparisons = 1;
        for (int i = first(state); i >= 0; i = nexts[i]) {
            if (states[i] == state) {
                comparisons++;
                if (((isDischarged & ~discharged[i]) | (used[i] & ~isUsed)) == 0) {
                    meter.counts(comparisons);
                    return false;
                }
                if (((discharged[i] & ~isDischarged) | (isUsed & ~used[i])) == 0) {
                    covered[i] = true;
                    unlink(state, previous, i);
                    continue;
                }
            }
            previous = i;
        }
        meter.counts(comparisons);
        return take();
    }

    private boolean offerAny(Order order) {
        int state = states[size];
        int previous = -1;
        int comparisons = 1;
        for (int i = first(state); i >= 0; i = nexts[i]) {
            if (states[i] == state) {
                comparisons++;
                if (order.covers(this, i, this, size)) {
                    meter.counts(comparisons);
                    return false;
                }
                if (order.covers(this, size, this, i)) {
                    covered[i] = true;
                    unlink(state, previous, i);
                    continue;
                }
            }
            previous = i;
        }
        meter.counts(comparisons);
        return (!across || !order.hops() || isFree(order)) && take();
    }

    private int first(int state) {
        int bucket = state & (BUCKETS - 1);
        return generations[bucket] == generation ? heads[bucket] : -1;
    }

    private void unlink(int state, int previous, int at) {
        if (previous < 0) {
            heads[state & (BUCKETS - 1)] = nexts[at];
        } else {
            nexts[previous] = nexts[at];
        }
    }

    private boolean take() {
        int bucket = states[size] & (BUCKETS - 1);
        nexts[size] = generations[bucket] == generation ? heads[bucket] : -1;
        heads[bucket] = size;
        generations[bucket] = generation;
        covered[size] = false;
        size++;
        return true;
    }

    /** The same with those in other states, one hop away. */
    private boolean isFree(Order order) {
        meter.counts(size);
        for (int i = 0; i < size; i++) {
            if (!covered[i] && states[i] != states[size] && order.coversByHop(this, i, this, size)) {
                return false;
            }
        }
        for (int i = 0; i < size; i++) {
            if (!covered[i] && states[i] != states[size] && order.coversByHop(this, size, this, i)) {
                covered[i] = true;
                int previous = -1;
                for (int at = first(states[i]); at != i; at = nexts[at]) {
                    previous = at;
                }
                unlink(states[i], previous, i);
            }
        }
        return true;
    }

    /** Whether number {@code at} was taken out since. */
    boolean isCovered(int at) {
        return covered[at];
    }

    /** Moves those that are left together. */
    void compact() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!covered[i]) {
                move(i, kept++);
            }
        }
        size = kept;
    }

    /** Keeps only those at {@code chosen}, which is in ascending order. */
    void keep(int[] chosen) {
        for (int i = 0; i < chosen.length; i++) {
            move(chosen[i], i);
        }
        size = chosen.length;
    }

    private void move(int from, int to) {
        if (from != to) {
            states[to] = states[from];
            discharged[to] = discharged[from];
            used[to] = used[from];
            weights[to] = weights[from];
            trails[to] = trails[from];
            System.arraycopy(rows, from * words, rows, to * words, words);
        }
        covered[to] = false;
    }
}
