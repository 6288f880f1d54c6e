package io.ordeal.histories.theorem;

import static io.ordeal.histories.encode.Automaton.NONE;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Enclosure;
import io.ordeal.histories.theorem.Contradiction.Overlap;
import io.ordeal.histories.theorem.Contradiction.Zone;
import java.util.Optional;

/** Puts blocks in order, by the beginnings of their zones. Needs 4 bytes an operation. */
final class Sequence {

    static final long BYTES_PER_OPERATION = Integer.BYTES;

    private final Lives lives;
    private final Blocks blocks;
    private final Automaton<?> automaton;
    private final Columns columns;
    private final int[] order;
    private int placed;

    Sequence(Lives lives, Blocks blocks) {
        this.lives = lives;
        this.blocks = blocks;
        this.automaton = lives.automaton;
        this.columns = lives.columns;
        this.order = new int[blocks.operations()];
    }

    /** Makes room for each block, unless two of them contradict each other. */
    Optional<Contradiction> arrange() {
        int forward = automaton.initial();
        int end = blocks.lastInvocation(forward);
        place(forward);
        for (int position = 0; position < columns.positions(); position++) {
            lives.patience.step(position);
            int root = blocks.rootAt(position);
            if (root == NONE) {
                continue;
            }
            if (blocks.firstReturn(root) < end) {
                return Optional.of(contradiction(forward, root));
            }
            if (blocks.firstReturn(root) < blocks.lastInvocation(root)) {
                forward = root;
                end = blocks.lastInvocation(root);
            }
            place(root);
        }
        return Optional.empty();
    }

    private Contradiction contradiction(int forward, int root) {
        int returned = columns.operationAt(blocks.firstReturn(root));
        if (forward == automaton.initial()) {
            return new Belated(columns.operationAt(blocks.lastInvocation(forward)), returned);
        }
        return blocks.firstReturn(root) < blocks.lastInvocation(root)
                ? new Overlap(zone(forward), zone(root))
                : new Enclosure(zone(forward), zone(root));
    }

    private Zone zone(int root) {
        return new Zone(
                columns.operationAt(blocks.firstReturn(root)), columns.operationAt(blocks.lastInvocation(root)));
    }

    /** Each value's producer comes before its observers. The room for these replaces their number. */
    private void place(int root) {
        if (root != automaton.initial()) {
            order[placed++] = lives.producer[root];
        }
        for (int state = root; ; ) {
            lives.patience.step();
            int observers = lives.observers[state];
            lives.observers[state] = placed;
            placed += observers;
            int next = lives.successor[state];
            if (next == NONE) {
                return;
            }
            order[placed++] = next;
            state = automaton.to(columns.kind(next));
        }
    }

    /** The order, once there is room for all: observers of one value go as they were invoked. */
    int[] order() {
        for (int operation = 0; operation < columns.size(); operation++) {
            lives.patience.step(operation);
            int kind = columns.kind(operation);
            int source = automaton.from(kind);
            if (source != NONE && automaton.to(kind) == NONE && columns.isCertain(operation)) {
                order[lives.observers[source]++] = operation;
            }
        }
        return order;
    }
}
