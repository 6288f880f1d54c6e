package io.ordeal.histories.theorem;

import static io.ordeal.histories.encode.Automaton.NONE;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Circle;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Values that compare-and-sets made of each other, together; a block goes by the first of its values, its root. Needs 4
 * bytes a position.
 */
final class Blocks {

    static final long BYTES_PER_POSITION = Integer.BYTES;

    /** In place of a position: ahead of all. */
    private static final int BEFORE_ALL = -1;

    private final Lives lives;
    private final Automaton<?> automaton;
    private final Columns columns;
    /** The root of the block whose zone begins at a position, counted from 1. */
    private final int[] beginning;

    private int operations;
    private int reached;

    /** Of the part of a block that was walked through: its first return, and its last invocation. */
    private int returned;

    private int invoked;

    Blocks(Lives lives) {
        this.lives = lives;
        this.automaton = lives.automaton;
        this.columns = lives.columns;
        this.beginning = new int[columns.positions()];
    }

    /** Finds the zone of each block, if its operations can be put in order. */
    Optional<Contradiction> bound() {
        int real = 0;
        for (int state = 0; state < lives.producer.length; state++) {
            lives.patience.step(state);
            if (lives.isReal(state)) {
                real++;
                if (isRoot(state)) {
                    Optional<Contradiction> contradiction = bound(state);
                    if (contradiction.isPresent()) {
                        return contradiction;
                    }
                }
            }
        }
        return reached == real ? Optional.empty() : Optional.of(circle());
    }

    private boolean isRoot(int state) {
        return state == automaton.initial() || automaton.from(columns.kind(lives.producer[state])) == NONE;
    }

    private Optional<Contradiction> bound(int root) {
        returned = BEFORE_ALL;
        invoked = BEFORE_ALL;
        if (root != automaton.initial()) {
            returned = columns.returned(lives.producer[root]);
            invoked = columns.invoked(lives.producer[root]);
            operations++;
        }
        for (int state = root; ; ) {
            lives.patience.step(reached++);
            if (lives.firstReturn[state] < invoked) {
                return Optional.of(belated(lives.firstReturn[state]));
            }
            widen(lives.firstReturn[state], lives.lastInvocation[state]);
            operations += lives.observers[state];
            int next = lives.successor[state];
            if (next == NONE) {
                settle(root);
                return Optional.empty();
            }
            if (columns.returned(next) < invoked) {
                return Optional.of(belated(columns.returned(next)));
            }
            widen(columns.returned(next), columns.invoked(next));
            operations++;
            state = automaton.to(columns.kind(next));
        }
    }

    private void widen(int firstReturn, int lastInvocation) {
        returned = Math.min(returned, firstReturn);
        invoked = Math.max(invoked, lastInvocation);
    }

    /** The zone of a whole block is kept in place of that of its root. */
    private void settle(int root) {
        lives.firstReturn[root] = returned;
        lives.lastInvocation[root] = invoked;
        if (root != automaton.initial()) {
            beginning[Math.min(returned, invoked)] = root + 1;
        }
    }

    private Belated belated(int firstReturn) {
        return new Belated(columns.operationAt(invoked), columns.operationAt(firstReturn));
    }

    /** Values that no walk from a root came to, because they go round. */
    private Circle circle() {
        var reachable = new BitSet();
        for (int state = 0; state < lives.producer.length; state++) {
            if (lives.isReal(state) && isRoot(state)) {
                walk(state, reachable);
            }
        }
        int start = IntStream.range(0, lives.producer.length)
                .filter(state -> lives.isReal(state) && !reachable.get(state))
                .findFirst()
                .orElseThrow();
        var round = new BitSet();
        walk(start, round);
        return new Circle(round.stream().map(state -> lives.producer[state]).toArray());
    }

    /** Adds {@code start} and what was made of it. */
    private void walk(int start, BitSet walked) {
        for (int state = start; !walked.get(state); ) {
            walked.set(state);
            int next = lives.successor[state];
            if (next == NONE) {
                return;
            }
            state = automaton.to(columns.kind(next));
        }
    }

    /** How many operations there are in all blocks. */
    int operations() {
        return operations;
    }

    /** The root of the block whose zone begins at {@code position}, or none. */
    int rootAt(int position) {
        return beginning[position] - 1;
    }

    /** The first return in the block of {@code root}; ahead of all in that of the initial value. */
    int firstReturn(int root) {
        return lives.firstReturn[root];
    }

    /** The last invocation in the block of {@code root}; ahead of all where there is none. */
    int lastInvocation(int root) {
        return lives.lastInvocation[root];
    }
}
