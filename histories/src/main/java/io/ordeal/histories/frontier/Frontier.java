package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.frontier.Approach.Crashes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * All that may have come about so far, as {@linkplain Configurations configurations} relative to the operations that
 * are pending: it costs as much after a million operations as after ten.
 *
 * <p>Just-in-time linearization, from Lowe, "Testing for linearizability", CCPE 29(4), 2017: operations are used when one
 * returns that has to be, not before. What is new is that operations which leave no trace where they are put are not
 * branched on: as soon as a pending operation would change nothing in the state of a configuration, or could be put
 * right before one that sets the state whatever it was, it is discharged there, and may still be used.
 */
final class Frontier {

    private static final int TIDY_EVERY = 64;

    private final Automaton<?> automaton;
    private final Meter meter;
    private final Window window;
    private final Supply supply;
    private final Trail trail = new Trail();
    private final Order order;
    private final Pruner pruner;
    private final Expansion expansion;
    private final Optional<Foresight> foresight;
    private Approach approach;
    private Configurations current;
    private Configurations next;
    private int returns;
    private boolean narrowed;
    private boolean crashed;

    /** Where a frontier was. */
    record Checkpoint(int position, Configurations configurations, Window.View window, Supply.Stock stock) {}

    /** @param foresight of the history; empty where it is not known */
    Frontier(Automaton<?> automaton, Optional<Foresight> foresight, Approach approach, Meter meter) {
        this.automaton = automaton;
        this.approach = approach;
        this.meter = meter;
        this.foresight = foresight;
        this.window = new Window(automaton);
        this.supply = new Supply(automaton);
        this.order = new Order(window, supply, automaton, approach);
        this.pruner = new Pruner(automaton, window, supply, foresight, approach);
        this.current = new Configurations(meter, true);
        this.next = new Configurations(meter, true);
        this.expansion = new Expansion(automaton, window, supply, trail, order, pruner, approach.crashes(), meter);
    }

    /** Goes on in another way, with the same account of operations of unknown outcome. */
    void use(Approach other) {
        approach = other;
        crashed |= !supply.isEmpty() && approach.crashes() != Crashes.COUNTED;
        order.use(other);
        pruner.use(other.prunings());
    }

    /** Begins with an explanation of nothing, in {@code state}. */
    void start(int state) {
        current.draft(state, window.pending(), 0);
        current.trails[current.size()] = Trail.ROOT;
        current.weights[current.size()] = 0;
        current.offer(order);
    }

    /** Whether the next operation that is certain to return can be taken. */
    boolean hasRoom() {
        return window.hasRoom();
    }

    /** An operation that certainly takes effect is invoked. */
    void invoke(int operation, int kind, int returned) {
        long bit = window.open(operation, kind, returned);
        for (int i = 0; i < current.size(); i++) {
            current.discharged[i] |= window.idle(current.states[i]) & bit;
        }
    }

    /** An operation is invoked of which nobody knows whether it takes effect. */
    void crash(int kind) {
        supply.add(kind);
        crashed |= approach.crashes() != Crashes.COUNTED;
        if (approach.crashes() != Crashes.UNLIMITED && supply.words() > current.words()) {
            widen(supply.words());
        }
    }

    private void widen(int words) {
        current.widen(words);
        next.widen(words);
        expansion.widen(words);
    }

    /**
     * An operation returns.
     *
     * @return whether there is an explanation
     */
    boolean complete(int operation, int position) throws SpentException {
        long bit = window.bit(operation);
        if (isSettled(bit)) {
            for (int i = 0; i < current.size(); i++) {
                current.discharged[i] &= ~bit;
                current.used[i] &= ~bit;
            }
        } else {
            next.clear();
            narrowed |= !expansion.complete(current, next, bit, position, approach);
            Configurations before = current;
            current = next;
            next = before;
        }
        window.close(bit);
        if (current.size() > approach.beam()) {
            narrowed = true;
            current.keep(Selection.best(current, approach.beam()));
        }
        if (++returns % TIDY_EVERY == 0 && !supply.isEmpty()) {
            forgetUseless(position);
            fold();
        }
        return current.size() > 0;
    }

    /** Whether every configuration passes the return, and nothing else can come of it. */
    private boolean isSettled(long bit) {
        boolean changes = automaton.changes(window.kind(bit));
        for (int i = 0; i < current.size(); i++) {
            if ((current.discharged[i] & bit) == 0 || (changes && (current.used[i] & bit) == 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is time to {@link #settle}. */
    boolean isFull() {
        return trail.isFull();
    }

    /** How many configurations there are, and steps on the way to them. */
    int size() {
        return current.size() + trail.size();
    }

    /** Forgets how those came about who are no more. Whoever is in {@code kept} may still be gone back to. */
    void settle(List<Checkpoint> kept) {
        long before = trail.bytes();
        var living = new ArrayList<Configurations>();
        living.add(current);
        kept.forEach(checkpoint -> living.add(checkpoint.configurations()));
        trail.settle(living);
        meter.claims(trail.bytes() - before);
    }

    /** What leads to a state that nobody needs any more is of no use. */
    private void forgetUseless(int position) {
        if (foresight.isEmpty()) {
            return;
        }
        for (int[] lanes : new int[][] {supply.setters(), supply.others()}) {
            for (int lane : lanes) {
                if (foresight.get().lastNeed(automaton.to(supply.kind(lane))) < position) {
                    supply.drop(lane);
                    for (int i = 0; i < current.size() && current.words() > 0; i++) {
                        current.rows[i * current.words() + lane / Supply.LANES] &= ~Supply.all(lane);
                    }
                }
            }
        }
    }

    /** What all have used up, nobody has. */
    private void fold() {
        if (current.words() == 0) {
            return;
        }
        for (int[] lanes : new int[][] {supply.setters(), supply.others()}) {
            for (int lane : lanes) {
                int least = Supply.FULL;
                for (int i = 0; i < current.size(); i++) {
                    least = Math.min(least, Supply.used(current.rows, i * current.words(), lane));
                }
                if (least > 0) {
                    supply.take(lane, least);
                    for (int i = 0; i < current.size(); i++) {
                        current.rows[i * current.words() + lane / Supply.LANES] -= least * Supply.one(lane);
                    }
                }
            }
        }
    }

    /** Whether nothing was left out so far that might have led further. */
    boolean isExact() {
        return !narrowed && !crashed && !pruner.wasFull();
    }

    /** Notes where it is, before {@code position}. */
    Checkpoint checkpoint(int position) {
        return new Checkpoint(position, current.copy(), window.view(), supply.stock());
    }

    /** Goes back. */
    void restore(Checkpoint checkpoint) {
        window.restore(checkpoint.window());
        supply.restock(checkpoint.stock());
        current.become(checkpoint.configurations());
        next.clear();
        next.widen(current.words());
        expansion.widen(current.words());
    }

    /**
     * Somebody who can go on to the end.
     *
     * @param position before which he was
     * @param discharged pending operations, by number; likewise {@code used}
     */
    record Milestone(int position, int state, int[] discharged, int[] used) {}

    /** Where number {@code at} was at some of {@code checkpoints}. */
    List<Milestone> milestones(List<Checkpoint> checkpoints, int at) {
        var milestones = new ArrayList<Milestone>();
        BitSet path = trail.path(current.trails[at]);
        for (Checkpoint checkpoint : checkpoints) {
            Configurations noted = checkpoint.configurations();
            int last = -1;
            for (int i = 0; i < noted.size(); i++) {
                if (path.get(noted.trails[i]) && (last < 0 || noted.trails[i] > noted.trails[last])) {
                    last = i;
                }
            }
            if (last >= 0) {
                Window.View view = checkpoint.window();
                milestones.add(new Milestone(
                        checkpoint.position(),
                        noted.states[last],
                        view.operations(noted.discharged[last]),
                        view.operations(noted.used[last])));
            }
        }
        return milestones;
    }

    /** Who can go on as somebody could from {@code milestone}, who is where this is: a number, or -1. */
    int covering(Milestone milestone) {
        long discharged = window.bits(milestone.discharged());
        long used = window.bits(milestone.used());
        for (int i = 0; i < current.size(); i++) {
            if (current.states[i] == milestone.state()
                    && (discharged & ~current.discharged[i]) == 0
                    && (current.used[i] & ~used) == 0) {
                return i;
            }
        }
        return -1;
    }

    /** What there is. */
    Configurations configurations() {
        return current;
    }

    /** What there was before the return without explanation. */
    Configurations last() {
        return next;
    }

    /** How a configuration came about. */
    Uses uses(Configurations configurations, int at) {
        return trail.to(configurations.trails[at]);
    }
}
