package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.frontier.Approach.Crashes;
import java.util.Arrays;

/** What becomes of configurations when an operation returns: whoever has not discharged it uses others until he has. */
final class Expansion {

    /** How many configurations are looked at before an operation returns, for each that may be kept. */
    private static final int BREADTH = 4;

    private static final int ROOM = 32;
    private static final int NOBODY = -1;

    private final Automaton<?> automaton;
    private final Window window;
    private final Supply supply;
    private final Trail trail;
    private final Order order;
    private final Pruner pruner;
    private final boolean counted;
    private final Meter meter;
    private final Configurations work;
    private Configurations next;

    /** The operation that returns. */
    private long bit;

    private int kind;
    private boolean changes;
    /** Whether there may be kinds that the model must be asked about. */
    private boolean acting;
    /** Whether it is worth while to use the operation although it is discharged. */
    private boolean lastChance;

    private int position;
    private int limit;
    /** By number in {@link #work}: who it came of, by which kind of operation, in which slot if it is in one. */
    private int[] parents = new int[ROOM];

    private int[] lastKinds = new int[ROOM];
    private long[] lastBits = new long[ROOM];

    Expansion(
            Automaton<?> automaton,
            Window window,
            Supply supply,
            Trail trail,
            Order order,
            Pruner pruner,
            Crashes crashes,
            Meter meter) {
        this.automaton = automaton;
        this.window = window;
        this.supply = supply;
        this.trail = trail;
        this.order = order;
        this.pruner = pruner;
        this.counted = crashes != Crashes.UNLIMITED;
        this.meter = meter;
        this.work = new Configurations(meter, false);
        this.next = work;
    }

    void widen(int words) {
        work.widen(words);
    }

    /**
     * All that {@code before} can be after the return of the operation at {@code returning}, into {@code after}.
     *
     * @return whether that is all
     */
    boolean complete(Configurations before, Configurations after, long returning, int at, Approach approach)
            throws SpentException {
        limit = approach.beam() == Integer.MAX_VALUE ? Integer.MAX_VALUE : BREADTH * approach.beam();
        boolean sparing = approach.sparing();
        next = after;
        bit = returning;
        position = at;
        kind = window.kind(bit);
        changes = automaton.changes(kind);
        acting = !automaton.isPlain();
        lastChance = changes && pruner.isNeededAfter(automaton.to(kind), position);
        order.after(bit);
        pass(before);
        boolean supplied = !supply.isEmpty() && !sparing;
        boolean all = search(0, supplied);
        if (sparing && next.size() == 0 && !supply.isEmpty()) {
            int searched = work.size();
            for (int i = 0; i < searched; i++) {
                if (!work.isCovered(i)) {
                    meter.check();
                    useSupply(i);
                }
            }
            all &= search(searched, true);
        }
        next.compact();
        return all;
    }

    /** Who has discharged the operation passes; who has not, or may still use it, has work to do. */
    private void pass(Configurations before) {
        work.clear();
        for (int i = 0; i < before.size(); i++) {
            if ((before.discharged[i] & bit) != 0) {
                next.draft(before.states[i], before.discharged[i] & ~bit, before.used[i] & ~bit);
                next.draftRow(before, i);
                next.offer(order);
            }
        }
        for (int i = 0; i < before.size(); i++) {
            boolean discharged = (before.discharged[i] & bit) != 0;
            if ((before.used[i] & bit) == 0 && (!discharged || lastChance)) {
                work.draft(before.states[i], before.discharged[i], before.used[i]);
                work.draftRow(before, i);
                offerWork(NOBODY, NOBODY, 0);
            }
        }
    }

    private boolean search(int from, boolean supplied) throws SpentException {
        int left = limit;
        for (int i = from; i < work.size(); i++) {
            if (!work.isCovered(i)) {
                if (left-- == 0) {
                    return false;
                }
                meter.counts(1);
                meter.check();
                useWindow(i);
                if (supplied) {
                    useSupply(i);
                }
            }
        }
        return true;
    }

    /** What is not discharged is superfluous where something covers it that has passed the return. */
    private boolean offerWork(int parent, int lastKind, long lastBit) {
        if ((!changes && next.cover(order, work, work.size())) || !work.offer(order)) {
            return false;
        }
        if (!acting) {
            return true;
        }
        int at = work.size() - 1;
        if (at == parents.length) {
            parents = Arrays.copyOf(parents, 2 * at);
            lastKinds = Arrays.copyOf(lastKinds, 2 * at);
            lastBits = Arrays.copyOf(lastBits, 2 * at);
        }
        parents[at] = parent;
        lastKinds[at] = lastKind;
        lastBits[at] = lastBit;
        return true;
    }

    private void useWindow(int at) {
        if (changes) {
            useReturning(at);
        }
        long movers = (window.setters() | window.movers(work.states[at])) & ~work.used[at] & ~bit;
        for (long rest = movers; rest != 0; rest &= rest - 1) {
            usePending(at, rest & -rest);
        }
    }

    private void useSupply(int at) {
        for (int lane : supply.setters()) {
            useSetter(at, lane);
        }
        for (int lane : supply.movers(work.states[at])) {
            useOther(at, lane);
        }
        for (int lane : supply.actors()) {
            useOther(at, lane);
        }
    }

    /** The returning operation itself, as the last. */
    private void useReturning(int at) {
        int state = work.states[at];
        int to = automaton.next(state, kind);
        if (to == Automaton.ILLEGAL || (to == state && !pruner.sets(kind))) {
            return;
        }
        long discharged = after(at, to, kind) | bit;
        long used = work.used[at] | bit;
        if ((to != state && pruner.leavesNeeded(state, discharged, used)) || couldComeAfter(at, to, discharged)) {
            return;
        }
        next.draft(to, discharged & ~bit, used & ~bit);
        next.draftRow(work, at);
        if (next.offer(order)) {
            next.trails[next.size() - 1] = trail.add(work.trails[at], window.operation(bit), position);
        }
    }

    /** Whether what was used right before the returning operation could as well be used after it, with no loss. */
    private boolean couldComeAfter(int at, int to, long discharged) {
        if (!acting || lastKinds[at] == NOBODY || !pruner.commute(kind, lastKinds[at])) {
            return false;
        }
        int without = automaton.next(work.states[parents[at]], kind);
        if (without == Automaton.ILLEGAL || automaton.next(without, lastKinds[at]) != to) {
            return false;
        }
        long kept = work.discharged[parents[at]] | window.idle(without) | window.idle(to);
        return (discharged & ~(kept | bit | lastBits[at])) == 0;
    }

    /** What is discharged once an operation of {@code kindUsed} has led to {@code to}. */
    private long after(int at, int to, int kindUsed) {
        long absorbed = pruner.sets(kindUsed) ? window.setters() : 0;
        return work.discharged[at] | window.idle(to) | absorbed;
    }

    private void usePending(int at, long other) {
        int state = work.states[at];
        int to = window.next(state, other);
        boolean sets = (window.setters() & other) != 0;
        long discharged = work.discharged[at];
        long used = work.used[at];
        if ((to == state && (!sets || (window.setters() & ~(discharged | other)) == 0))
                || pruner.isLaterOfEqual(discharged, used, other)
                || (sets && to != state && pruner.isUseless(to, discharged | window.setters(), used | other))) {
            return;
        }
        long dischargedThen = discharged | window.idle(to) | other | (sets ? window.setters() : 0);
        if (to == state || !pruner.leavesNeeded(state, dischargedThen, used | other)) {
            emit(at, to, dischargedThen, used | other, -1, window.operation(other), window.kind(other), other);
        }
    }

    private void useSetter(int at, int lane) {
        int laneKind = supply.kind(lane);
        int state = work.states[at];
        int to = automaton.to(laneKind);
        long discharged = work.discharged[at];
        if (pruner.isSpent(work, at, lane, laneKind) || (to == state && (window.setters() & ~discharged) == 0)) {
            return;
        }
        long dischargedThen = after(at, to, laneKind);
        if (dischargedThen == (discharged | window.idle(to)) && pruner.canMove(work, at, to)) {
            return;
        }
        if (to == state
                || (!pruner.isUseless(to, discharged | window.setters(), work.used[at])
                        && !pruner.leavesNeeded(state, dischargedThen, work.used[at]))) {
            emit(at, to, dischargedThen, work.used[at], lane, ~laneKind, laneKind, 0);
        }
    }

    private void useOther(int at, int lane) {
        int laneKind = supply.kind(lane);
        int state = work.states[at];
        int to = automaton.next(state, laneKind);
        if (to == Automaton.ILLEGAL || to == state || pruner.isSpent(work, at, lane, laneKind)) {
            return;
        }
        long discharged = after(at, to, laneKind);
        if (!pruner.isUseless(to, work.discharged[at], work.used[at])
                && !pruner.leavesNeeded(state, discharged, work.used[at])) {
            emit(at, to, discharged, work.used[at], lane, ~laneKind, laneKind, 0);
        }
    }

    private void emit(int at, int to, long discharged, long used, int lane, int use, int lastKind, long lastBit) {
        boolean passes = (discharged & bit) != 0;
        int node = -1;
        if (passes && (work.discharged[at] & bit) == 0) {
            next.draft(to, discharged & ~bit, used & ~bit);
            draftRow(next, at, lane);
            if (next.offer(order)) {
                node = trail.add(work.trails[at], use, position);
                next.trails[next.size() - 1] = node;
            }
        }
        if (!passes || lastChance) {
            work.draft(to, discharged, used);
            draftRow(work, at, lane);
            if (offerWork(at, lastKind, lastBit)) {
                work.trails[work.size() - 1] = node >= 0 ? node : trail.add(work.trails[at], use, position);
            }
        }
    }

    private void draftRow(Configurations target, int at, int lane) {
        target.draftRow(work, at);
        if (counted && lane >= 0) {
            target.draftUse(lane, supply.weight(lane));
        }
    }
}
