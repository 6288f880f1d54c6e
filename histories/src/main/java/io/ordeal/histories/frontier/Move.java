package io.ordeal.histories.frontier;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.frontier.Frontier.Checkpoint;
import io.ordeal.histories.frontier.Supply.Stock;
import io.ordeal.histories.frontier.Window.View;

/**
 * From the numbers of one automaton to those of another, which learns only what is still of use: the states that there
 * may be, what is pending, and what is of unknown outcome and not yet used up by all.
 */
final class Move<S> {

    private static final int ROOM = 16;
    private static final int LEFT_OUT = -1;

    private final Automaton<S> from;
    private final Automaton<S> to;
    private final Checkpoint before;

    Move(Automaton<S> from, Automaton<S> to, Checkpoint before) {
        this.from = from;
        this.to = to;
        this.before = before;
    }

    /**
     * What there was, in other numbers.
     *
     * @param counted whether it matters how many there are of a kind of unknown outcome
     * @param used whether it matters how many of them are used up
     * @param base what is taken off the places where pending operations return
     */
    Checkpoint done(boolean counted, boolean used, int base) {
        int[] lanes = lanes();
        Stock stock = stock(lanes);
        int words = counted ? (stock.lanes() + Supply.LANES - 1) / Supply.LANES : 0;
        Configurations configurations =
                before.configurations().renumbered(this::state, counted && used ? lanes : new int[0], words);
        return new Checkpoint(0, configurations, view(base), stock);
    }

    /** Where each lane is then. What everybody has used up is of no use to anybody. */
    private int[] lanes() {
        Stock stock = before.stock();
        int[] lanes = new int[stock.lanes()];
        int kept = 0;
        for (int lane = 0; lane < lanes.length; lane++) {
            boolean useful = stock.live()[lane] && stock.available()[lane] > 0;
            lanes[lane] = useful ? kept++ : LEFT_OUT;
        }
        return lanes;
    }

    private Stock stock(int[] lanes) {
        int room = Math.max(ROOM, lanes.length);
        int[] kinds = new int[room];
        int[] available = new int[room];
        boolean[] live = new boolean[room];
        int kept = 0;
        for (int lane = 0; lane < lanes.length; lane++) {
            if (lanes[lane] != LEFT_OUT) {
                kinds[kept] = kind(before.stock().kinds()[lane]);
                available[kept] = before.stock().available()[lane];
                live[kept++] = true;
            }
        }
        return new Stock(kept, kinds, available, live);
    }

    private View view(int base) {
        View view = before.window();
        int[] kinds = view.kinds().clone();
        int[] returns = view.returns().clone();
        for (long rest = view.pending(); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            kinds[slot] = kind(kinds[slot]);
            returns[slot] -= base;
        }
        return new View(view.pending(), view.operations(), kinds, returns);
    }

    private int state(int state) {
        return to.state(from.state(state));
    }

    private int kind(int kind) {
        return to.kind(from.transition(kind));
    }
}
