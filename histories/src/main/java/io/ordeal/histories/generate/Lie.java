package io.ordeal.histories.generate;

import io.ordeal.histories.generate.Call.Verb;
import io.ordeal.histories.op.Outcome;
import java.util.Arrays;

/** Makes one read tell what it did not see, if that is wanted. */
final class Lie {

    private static final int NOT_FOUND = -1;
    private static final int REACH_PER_CLIENT = 16;
    private static final int ROOM = 64;

    private final Flaw flaw;
    private final int reach;
    private final double start;
    private boolean told;

    /** How many calls may yet make the register hold a value, whether open or crashed. */
    private int[] outstanding = new int[ROOM];
    /** After which event a value was last set by a call that succeeded; 0 where none did. */
    private int[] setAt = new int[ROOM];

    private int settledAt;

    Lie(RegisterHistories plan) {
        this.flaw = plan.flaw();
        this.reach = ROOM + REACH_PER_CLIENT * plan.clients();
        this.told = flaw instanceof Flaw.None;
        this.start = plan.operations()
                * switch (flaw) {
                    case Flaw.None _ -> 1;
                    case Flaw.Phantom(double at) -> at;
                    case Flaw.Stale(double at) -> at;
                };
    }

    void invoked(Call call) {
        if (told || !(flaw instanceof Flaw.Stale)) {
            return;
        }
        call.settledAt = settledAt;
        if (call.changes()) {
            if (call.value >= setAt.length) {
                outstanding = Arrays.copyOf(outstanding, 2 * call.value);
                setAt = Arrays.copyOf(setAt, 2 * call.value);
            }
            outstanding[call.value]++;
        }
    }

    /**
     * @param newest the greatest value that anybody was asked to set
     * @param counted how many operations there are so far
     */
    void ended(Call call, int event, int newest, int counted) {
        if (told) {
            return;
        }
        boolean mayLie = call.verb == Verb.READ && !call.crashes && counted >= start;
        switch (flaw) {
            case Flaw.None _ -> {}
            case Flaw.Phantom _ -> tell(call, mayLie ? newest + 1 : NOT_FOUND);
            case Flaw.Stale _ -> {
                settle(call, event);
                tell(call, mayLie ? overwritten(call, newest) : NOT_FOUND);
            }
        }
    }

    private void settle(Call call, int event) {
        if (call.changes() && call.outcome() != Outcome.INFO) {
            outstanding[call.value]--;
            if (call.outcome() == Outcome.OK) {
                setAt[call.value] = event;
                settledAt = Math.max(settledAt, call.invokedAt);
            }
        }
    }

    /**
     * A value that {@code read} cannot have seen: all that ever set it had ended when another change was invoked, and
     * that one had ended when the read was.
     */
    private int overwritten(Call read, int newest) {
        for (int value = newest; value > Math.max(0, newest - reach); value--) {
            if (value < setAt.length && outstanding[value] == 0 && setAt[value] > 0 && setAt[value] < read.settledAt) {
                return value;
            }
        }
        return NOT_FOUND;
    }

    private void tell(Call read, int value) {
        if (value != NOT_FOUND) {
            read.value = value;
            told = true;
        }
    }

    /** @throws IllegalStateException where there was no place for it */
    void requireTold() {
        if (!told) {
            throw new IllegalStateException("no read can be wrong for sure: " + flaw);
        }
    }
}
