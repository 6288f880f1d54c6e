package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.model.Handling;
import io.ordeal.histories.theorem.Contradiction.Belated;
import io.ordeal.histories.theorem.Contradiction.Premature;
import io.ordeal.histories.theorem.Contradiction.Unwritten;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts the additions to a set between the reads of a {@link Chain}, each into the first gap that will do. */
final class Additions {

    static final long BYTES_PER_OPERATION = 4L * Integer.BYTES;
    static final long BYTES_PER_KIND = 2L * Integer.BYTES;

    private static final int NONE = -1;

    private final Automaton<?> automaton;
    private final Columns columns;
    private final Chain chain;
    private final Patience patience;
    /** By kind: before which gap nobody may add this; or that it is no addition. */
    private final int[] floors;
    /** By kind: the first addition, which nothing keeps from a gap that is open to a later one. */
    private final int[] firsts;
    /** By operation: the gap of an addition, and the rank of a read. */
    private final int[] places;
    /** By addition: what keeps it from an earlier gap, which may be itself. */
    private final int[] barriers;

    /** The first gap for whatever is invoked now, and what keeps it from an earlier one. */
    private int floor;

    private int barrier = NONE;

    Additions(Encoding<?> encoding, Chain chain, Patience patience) {
        this.automaton = encoding.automaton();
        this.columns = encoding.columns();
        this.chain = chain;
        this.patience = patience;
        this.floors = new int[encoding.automaton().kinds()];
        this.firsts = new int[floors.length];
        Arrays.fill(firsts, NONE);
        this.places = new int[columns.size()];
        this.barriers = new int[columns.size()];
        Arrays.fill(places, NONE);
        Arrays.fill(floors, NONE);
        for (int rank = 0; rank < chain.length(); rank++) {
            places[chain.read(rank).operation()] = rank;
        }
    }

    /** Goes through all events, in order. */
    Optional<Contradiction> place() {
        Optional<Contradiction> unwritten = level();
        if (unwritten.isPresent()) {
            return unwritten;
        }
        for (int position = 0; position < columns.positions(); position++) {
            patience.step(position);
            int operation = columns.operationAt(position);
            boolean adds = floors[columns.kind(operation)] != NONE;
            if (adds && !columns.isReturn(position)) {
                add(operation);
            } else if (adds) {
                raise(places[operation], barriers[operation]);
            } else if (places[operation] != NONE && columns.isReturn(position)) {
                raise(places[operation] + 1, operation);
            } else if (places[operation] != NONE && places[operation] < floor) {
                return Optional.of(new Belated(operation, barrier));
            }
        }
        return premature();
    }

    /** Finds the floor of each element; unless one was seen that nobody added. */
    private Optional<Contradiction> level() {
        Set<@Nullable Object> unwritten = new HashSet<>(chain.seen().keySet());
        for (int operation = 0; operation < columns.size(); operation++) {
            patience.step(operation);
            int kind = columns.kind(operation);
            if (floors[kind] == NONE
                    && automaton.transition(kind).handling().orElse(null) instanceof Handling.Puts(var element)) {
                floors[kind] = chain.before(element);
                unwritten.remove(element);
            }
        }
        return unwritten.stream()
                .map(chain::before)
                .min(Comparator.naturalOrder())
                .map(rank -> new Unwritten(chain.read(rank).operation()));
    }

    private void raise(int gap, int reason) {
        if (gap > floor) {
            floor = gap;
            barrier = reason;
        }
    }

    private void add(int operation) {
        int kind = columns.kind(operation);
        places[operation] = Math.max(floors[kind], floor);
        barriers[operation] = floors[kind] < floor ? barrier : operation;
        if (firsts[kind] == NONE) {
            firsts[kind] = operation;
        }
    }

    private Optional<Contradiction> premature() {
        for (int kind = 0; kind < floors.length; kind++) {
            int first = firsts[kind];
            if (first != NONE && floors[kind] < chain.length() && places[first] > floors[kind]) {
                int read = chain.read(floors[kind]).operation();
                return Optional.of(new Premature(read, first, barriers[first]));
            }
        }
        return Optional.empty();
    }

    /** Reads and additions in order; of uncertain additions those that a read needs. */
    int[] order() {
        int[] reads = IntStream.range(0, chain.length())
                .map(rank -> chain.read(rank).operation())
                .toArray();
        int[] additions = IntStream.range(0, columns.size())
                .filter(operation -> floors[columns.kind(operation)] != NONE
                        && (columns.isCertain(operation) || isNeeded(operation)))
                .toArray();
        return new Insertion(reads, additions, places).order();
    }

    private boolean isNeeded(int operation) {
        int kind = columns.kind(operation);
        return firsts[kind] == operation && floors[kind] < chain.length();
    }
}
