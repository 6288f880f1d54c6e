package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Automaton.Shape;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.frontier.Approach.Crashes;
import java.util.Optional;

/** Says which operation is not worth using in a configuration, by the reasons given in {@link Prunings}. */
final class Pruner {

    private final Automaton<?> automaton;
    private final Window window;
    private final Supply supply;
    private final boolean counted;
    private final Optional<Foresight> foresight;
    private Prunings prunings;
    private boolean full;

    Pruner(Automaton<?> automaton, Window window, Supply supply, Optional<Foresight> foresight, Approach approach) {
        this.automaton = automaton;
        this.window = window;
        this.supply = supply;
        this.foresight = foresight;
        this.counted = approach.crashes() != Crashes.UNLIMITED;
        this.prunings = approach.prunings();
    }

    void use(Prunings others) {
        prunings = others;
    }

    /** Whether a lane was ever full, so that something was left out that might have been used. */
    boolean wasFull() {
        return full;
    }

    /** Whether anybody can ever need {@code state} after {@code position}. */
    boolean isNeededAfter(int state, int position) {
        return !prunings.lookAhead()
                || foresight.isEmpty()
                || state == Automaton.NONE
                || foresight.get().lastNeed(state) > position;
    }

    /** Whether there is an equal one, discharged or not like {@code other}, that returns before. */
    boolean isLaterOfEqual(long discharged, long used, long other) {
        long same = (discharged & other) != 0 ? discharged : ~discharged;
        return prunings.earliestFirst() && (window.sooner(other) & ~used & same) != 0;
    }

    /** Whether number {@code at} has none left of {@code lane}, or one that has to be placed does as well. */
    boolean isSpent(Configurations configurations, int at, int lane, int kind) {
        if (prunings.earliestFirst() && (window.alike(kind) & ~configurations.used[at]) != 0) {
            return true;
        }
        if (!counted) {
            return false;
        }
        int gone = Supply.used(configurations.rows, at * configurations.words(), lane);
        full |= gone >= Supply.FULL && gone < supply.available(lane);
        return gone >= Math.min(Supply.FULL, supply.available(lane));
    }

    /** Whether something of the supply moves number {@code at} there that is of less use than what would set it. */
    boolean canMove(Configurations configurations, int at, int to) {
        if (!prunings.substitution() || !counted) {
            return false;
        }
        for (int lane : supply.movers(configurations.states[at])) {
            if (automaton.to(supply.kind(lane)) == to
                    && Supply.used(configurations.rows, at * configurations.words(), lane) < supply.available(lane)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing can be gained in {@code state}: no operation discharged there, nothing used there. */
    boolean isUseless(int state, long discharged, long used) {
        return prunings.usefulOnly()
                && (window.idle(state) & ~discharged) == 0
                && (window.movers(state) & ~used) == 0
                && supply.movers(state).length == 0
                && supply.actors().length == 0;
    }

    /** Whether {@code state} is needed by somebody who returns before anybody can produce it again. */
    boolean leavesNeeded(int state, long discharged, long used) {
        if (!prunings.lookAhead() || foresight.isEmpty()) {
            return false;
        }
        Foresight future = foresight.get();
        int deadline = future.nextNeed(state);
        for (long rest = window.needing(state) & ~discharged; rest != 0; rest &= rest - 1) {
            deadline = Math.min(deadline, window.returned(rest & -rest));
        }
        return deadline != Columns.NEVER
                && (window.producers(state) & ~used) == 0
                && future.nextProducer(state) >= deadline
                && !supply.leadsTo(state);
    }

    /** Whether it is worth asking if operations of two kinds lead to the same state in either order. */
    boolean commute(int kind, int other) {
        return prunings.commuting() && automaton.shape(kind) == Shape.ACTS && automaton.shape(other) == Shape.ACTS;
    }

    /** Whether {@code kind} sets the state. */
    boolean sets(int kind) {
        return automaton.sets(kind);
    }
}
