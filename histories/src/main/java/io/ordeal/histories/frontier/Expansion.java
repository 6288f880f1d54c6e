package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Automaton.Shape;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.frontier.Approach.Crashes;
import java.util.Optional;

/** What becomes of configurations when an operation returns: whoever has not discharged it uses others until he has. */
final class Expansion {

    private final Automaton<?> automaton;
    private final Window window;
    private final Supply supply;
    private final Trail trail;
    private final Order order;
    private final Optional<Foresight> foresight;
    private final Prunings prunings;
    private final boolean counted;
    private final Meter meter;
    private final Configurations work;
    private Configurations next;
    private boolean exact = true;

    /** The operation that returns. */
    private long bit;

    private int kind;
    private boolean changes;
    /** Whether it is worth while to use the operation although it is discharged. */
    private boolean lastChance;

    private int position;

    Expansion(
            Automaton<?> automaton,
            Window window,
            Supply supply,
            Trail trail,
            Order order,
            Optional<Foresight> foresight,
            Approach approach,
            Meter meter) {
        this.automaton = automaton;
        this.window = window;
        this.supply = supply;
        this.trail = trail;
        this.order = order;
        this.foresight = foresight;
        this.prunings = approach.prunings();
        this.counted = approach.crashes() != Crashes.UNLIMITED;
        this.meter = meter;
        this.work = new Configurations(meter, false);
        this.next = work;
    }

    void widen(int words) {
        work.widen(words);
    }

    /** Whether no branch was left out for want of room. */
    boolean staysExact() {
        return exact;
    }

    /** All that {@code before} can be after the return of the operation at {@code returning}, into {@code after}. */
    void complete(Configurations before, Configurations after, long returning, int at) throws SpentException {
        next = after;
        bit = returning;
        position = at;
        kind = window.kind(bit);
        changes = automaton.shape(kind).changes();
        int to = automaton.to(kind);
        lastChance = changes
                && (foresight.isEmpty()
                        || to == Automaton.NONE
                        || foresight.get().lastNeed(to) > position);
        order.after(bit);
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
                offerWork();
            }
        }
        for (int i = 0; i < work.size(); i++) {
            if (!work.isCovered(i)) {
                meter.counts(1);
                meter.check();
                expand(i);
            }
        }
        next.compact();
    }

    /** What is not discharged is superfluous where something covers it that has passed the return. */
    private boolean offerWork() {
        return (changes || !next.cover(order, work, work.size())) && work.offer(order);
    }

    private void expand(int at) {
        int state = work.states[at];
        long used = work.used[at];
        if (changes) {
            useReturning(at, state);
        }
        long movers = (window.setters() | window.movers(state)) & ~used & ~bit;
        for (long rest = movers; rest != 0; rest &= rest - 1) {
            usePending(at, rest & -rest);
        }
        for (int lane : supply.setters()) {
            useSetter(at, lane);
        }
        for (int lane : supply.others()) {
            useOther(at, lane);
        }
    }

    /** The returning operation itself, as the last. */
    private void useReturning(int at, int state) {
        int to = automaton.next(state, kind);
        if (to == Automaton.ILLEGAL || (to == state && automaton.shape(kind) != Shape.SETS)) {
            return;
        }
        long discharged = after(at, to, kind) | bit;
        long used = work.used[at] | bit;
        if (to != state && leavesNeeded(state, discharged, used)) {
            return;
        }
        next.draft(to, discharged & ~bit, used & ~bit);
        next.draftRow(work, at);
        if (next.offer(order)) {
            int last = next.size() - 1;
            next.trails[last] = trail.add(work.trails[at], window.operation(bit), position);
        }
    }

    /** What is discharged once an operation of {@code kindUsed} has led to {@code to}. */
    private long after(int at, int to, int kindUsed) {
        long absorbed = automaton.shape(kindUsed) == Shape.SETS ? window.setters() : 0;
        return work.discharged[at] | window.idle(to) | absorbed;
    }

    private void usePending(int at, long other) {
        int state = work.states[at];
        int otherKind = window.kind(other);
        int to = automaton.next(state, otherKind);
        boolean sets = automaton.shape(otherKind) == Shape.SETS;
        long discharged = work.discharged[at];
        if (to == state && (!sets || (window.setters() & ~(discharged | other)) == 0)) {
            return;
        }
        if (prunings.earliestFirst() && isLaterOfEqual(at, other, otherKind)) {
            return;
        }
        long usedThen = work.used[at] | other;
        long dischargedThen = after(at, to, otherKind) | other;
        if (sets && to != state && isUseless(to, discharged | window.setters(), usedThen)) {
            return;
        }
        if (to != state && leavesNeeded(state, dischargedThen, usedThen)) {
            return;
        }
        emit(at, to, dischargedThen, usedThen, -1, window.operation(other));
    }

    private boolean isLaterOfEqual(int at, long other, int otherKind) {
        long equal = window.alike(otherKind) & ~work.used[at];
        equal &= (work.discharged[at] & other) != 0 ? work.discharged[at] : ~work.discharged[at];
        for (long rest = equal & ~other; rest != 0; rest &= rest - 1) {
            if (window.returned(rest & -rest) < window.returned(other)) {
                return true;
            }
        }
        return false;
    }

    private void useSetter(int at, int lane) {
        int laneKind = supply.kind(lane);
        int state = work.states[at];
        int to = automaton.to(laneKind);
        long discharged = work.discharged[at];
        if (isSpent(at, lane, laneKind) || (to == state && (window.setters() & ~discharged) == 0)) {
            return;
        }
        long dischargedThen = after(at, to, laneKind);
        if (prunings.substitution() && counted && dischargedThen == (discharged | window.idle(to)) && canMove(at, to)) {
            return;
        }
        if (to != state
                && (isUseless(to, discharged | window.setters(), work.used[at])
                        || leavesNeeded(state, dischargedThen, work.used[at]))) {
            return;
        }
        emit(at, to, dischargedThen, work.used[at], lane, ~laneKind);
    }

    /** Whether something of the supply moves there that is of less use than what would set the state. */
    private boolean canMove(int at, int to) {
        int state = work.states[at];
        for (int lane : supply.others()) {
            int laneKind = supply.kind(lane);
            if (automaton.from(laneKind) == state
                    && automaton.to(laneKind) == to
                    && Supply.used(work.rows, at * work.words(), lane) < supply.available(lane)) {
                return true;
            }
        }
        return false;
    }

    private void useOther(int at, int lane) {
        int laneKind = supply.kind(lane);
        int state = work.states[at];
        int to = automaton.next(state, laneKind);
        if (to == Automaton.ILLEGAL || to == state || isSpent(at, lane, laneKind)) {
            return;
        }
        long discharged = after(at, to, laneKind);
        if (isUseless(to, work.discharged[at], work.used[at]) || leavesNeeded(state, discharged, work.used[at])) {
            return;
        }
        emit(at, to, discharged, work.used[at], lane, ~laneKind);
    }

    /** Whether none is left of {@code lane}, or one that has to be placed does as well. */
    private boolean isSpent(int at, int lane, int laneKind) {
        if (prunings.earliestFirst() && (window.alike(laneKind) & ~work.used[at]) != 0) {
            return true;
        }
        if (!counted) {
            return false;
        }
        int gone = Supply.used(work.rows, at * work.words(), lane);
        if (gone >= Supply.FULL && gone < supply.available(lane)) {
            exact = false;
            return true;
        }
        return gone >= supply.available(lane);
    }

    /** Whether nothing can be gained in {@code state}: no operation discharged there, nothing used there. */
    private boolean isUseless(int state, long discharged, long used) {
        if (!prunings.usefulOnly() || (window.idle(state) & ~discharged) != 0 || (window.movers(state) & ~used) != 0) {
            return false;
        }
        for (int lane : supply.others()) {
            int laneKind = supply.kind(lane);
            if (automaton.from(laneKind) == state || automaton.shape(laneKind) == Shape.ACTS) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code state} is needed by somebody who returns before anybody can produce it again. */
    private boolean leavesNeeded(int state, long discharged, long used) {
        if (foresight.isEmpty()) {
            return false;
        }
        Foresight future = foresight.get();
        int deadline = future.nextNeed(state);
        for (long rest = window.needing(state) & ~discharged; rest != 0; rest &= rest - 1) {
            deadline = Math.min(deadline, window.returned(rest & -rest));
        }
        if (deadline == Columns.NEVER
                || (window.producers(state) & ~used) != 0
                || future.nextProducer(state) < deadline) {
            return false;
        }
        return !supply.leadsTo(state);
    }

    private void emit(int at, int to, long discharged, long used, int lane, int use) {
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
            if (offerWork()) {
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
