package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.frontier.Frontier.Checkpoint;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Transition;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/**
 * All that may have come about so far, and nothing of how: a frontier that never looks back. Now and then it begins anew
 * with numbers for what is still of use, so that it stays as small as what is pending and possible.
 *
 * <p>It is exact for as long as it can afford that. Then it forgets what of unknown outcome was used up, as though all
 * of it might still take effect; and where that is not enough, how much there is of each kind. All that may have come
 * about is still among what it keeps, so that nothing is called a violation that is none.
 */
final class Lookout<S> {

    private static final Prunings PRUNINGS = Prunings.ALL.withoutLookAhead();
    private static final Approach COUNTING = Approach.exact(PRUNINGS);
    private static final Approach GENEROUS = Approach.generous(PRUNINGS);
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final long BYTES = 1L << 26;
    /** So many kinds of unknown outcome make a comparison take as long again. */
    private static final int DEARER = 8;
    /** Which part of what may have been saved up somebody gets who has nothing left. */
    private static final int SHARE = 8;
    /** New states for each operation that are more than a model should need. */
    private static final int MANY_STATES = 16;

    private final Bounds bounds;
    private Automaton<S> automaton;
    private Meter meter;
    private Frontier frontier;
    /** Kinds of unknown outcome. */
    private BitSet crashed = new BitSet();

    private int crashedKinds;
    private boolean exact = true;
    private boolean counting = true;
    private long granted;
    private long names;
    private long base;
    private long latest;
    private int taken;
    private int statesBefore;
    private long workBefore;

    /** In {@code state}, with nothing pending. */
    Lookout(Model<S> model, S state, Bounds bounds) {
        this.bounds = bounds;
        this.automaton = new Automaton<>(model);
        this.meter = meter(bounds.workAtOnce());
        int start = automaton.state(state);
        this.frontier = new Frontier(automaton, Optional.empty(), COUNTING, meter);
        frontier.start(start);
    }

    /** A clock that stands still: there is no limit of time. */
    private static Meter meter(long work) {
        return Meter.start(FOR_EVER, BYTES, () -> 0).within(work);
    }

    /**
     * An operation is invoked that certainly takes effect.
     *
     * @param returned grows from return to return
     * @return its name until it returns
     */
    int invoke(Transition<S> transition, long returned) throws SpentException {
        if (!frontier.hasRoom()) {
            throw new SpentException("more than " + Window.SLOTS + " operations are pending at once");
        }
        latest = returned;
        forgetInTime();
        int name = Long.numberOfTrailingZeros(~names);
        names |= 1L << name;
        frontier.invoke(name, automaton.kind(transition), Math.toIntExact(returned - base));
        return name;
    }

    /** An operation is invoked of which nobody knows whether it takes effect. */
    void crash(Transition<S> transition) {
        forgetInTime();
        int kind = automaton.kind(transition);
        if (automaton.changes(kind)) {
            note(kind);
            frontier.crash(kind);
        }
    }

    private void note(int kind) {
        crashedKinds += crashed.get(kind) ? 0 : 1;
        crashed.set(kind);
    }

    /**
     * An operation returns.
     *
     * @return whether there is an explanation
     */
    boolean complete(int name) throws SpentException {
        meter.allow(bounds.workPerMoment() / dear(), bounds.workAtOnce() / dear());
        granted = Math.max(0, granted - bounds.workPerMoment() / dear());
        boolean explained = explains(name);
        names &= ~(1L << name);
        if (counting && !frontier.isExact()) {
            throw new SpentException("too many operations of one kind are of unknown outcome");
        }
        return explained;
    }

    private int dear() {
        return 1 + crashedKinds / DEARER;
    }

    private boolean explains(int name) throws SpentException {
        try {
            return frontier.complete(name, 0);
        } catch (SpentException spent) {
            forgetMore(true);
        }
        try {
            return frontier.complete(name, 0);
        } catch (SpentException spent) {
            forgetMore(false);
        }
        try {
            return frontier.complete(name, 0);
        } catch (SpentException spent) {
            throw tooMuch();
        }
    }

    /** Begins anew where nothing is left to go on with. */
    private void forgetMore(boolean stillCounting) throws SpentException {
        long grant = bounds.workAtOnce() / SHARE / dear();
        granted += grant;
        if (crashedKinds == 0 || !(stillCounting || automaton.isPlain()) || granted > bounds.workAtOnce()) {
            throw tooMuch();
        }
        exact = false;
        counting = stillCounting;
        begin(false, grant);
    }

    private static SpentException tooMuch() {
        return new SpentException("too much is possible to follow all of it");
    }

    /** Whether it knows all that it could know. */
    boolean isExact() {
        return exact;
    }

    private void forgetInTime() {
        taken++;
        if (taken >= Math.max(bounds.forgetEvery(), crashedKinds)
                || frontier.isFull()
                || automaton.states() - statesBefore > MANY_STATES * bounds.forgetEvery()) {
            counting = true;
            begin(true, Math.max(0, meter.workLeft()));
        }
    }

    /**
     * Begins anew where it is.
     *
     * @param used whether it remembers what of unknown outcome was used up
     */
    private void begin(boolean used, long work) {
        var fresh = new Automaton<>(automaton.model());
        Checkpoint here = frontier.checkpoint(0);
        Checkpoint there = new Move<>(automaton, fresh, here).done(counting, used, (int) (latest - base));
        workBefore += meter.done();
        base = latest;
        automaton = fresh;
        meter = meter(work);
        frontier = new Frontier(fresh, Optional.empty(), counting ? COUNTING : GENEROUS, meter);
        frontier.restore(there);
        crashed = new BitSet();
        crashedKinds = 0;
        for (int lane = 0; lane < there.stock().lanes(); lane++) {
            note(there.stock().kinds()[lane]);
        }
        statesBefore = fresh.states();
        taken = 0;
    }

    /** The only state in which the object can be, where nothing else has to be known. */
    Optional<S> settled() {
        boolean settled =
                names == 0 && crashedKinds == 0 && frontier.configurations().size() == 1;
        return settled ? Optional.of(automaton.state(frontier.configurations().states[0])) : Optional.empty();
    }

    /** How much work was done, in comparisons. */
    long work() {
        return workBefore + meter.done();
    }

    /** How many things it remembers. */
    int size() {
        return frontier.size() + automaton.states() + automaton.kinds() + crashedKinds + Long.bitCount(names);
    }
}
