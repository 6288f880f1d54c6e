package io.ordeal.histories.theorem;

import io.ordeal.histories.encode.Automaton;
import io.ordeal.histories.encode.Columns;
import io.ordeal.histories.encode.Encoding;
import io.ordeal.histories.theorem.Contradiction.Belated;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Operations by their ranks.
 *
 * @param ranked certain ones that have a rank, from the smallest
 * @param others certain ones that have none, and change nothing, by number
 * @param uncertain those that may change something, by number
 */
record Ranking(Columns columns, int[] ranked, int[] others, int[] uncertain) {

    static final long BYTES_PER_KIND = Long.BYTES;
    static final long BYTES_PER_OPERATION = 2L * Long.BYTES + 2L * Integer.BYTES;

    private static final long UNRANKED = Long.MIN_VALUE;

    /** Empty where a certain change has no rank, or nothing has one. */
    static <S> Optional<Ranking> of(Encoding<S> encoding, Patience patience) {
        Automaton<S> automaton = encoding.automaton();
        Columns columns = encoding.columns();
        long[] ranks = ranks(automaton, patience);
        if (Arrays.stream(ranks).allMatch(rank -> rank == UNRANKED) || changesWithoutRank(automaton, columns, ranks)) {
            return Optional.empty();
        }
        int[] ranked = certain(columns)
                .filter(operation -> ranks[columns.kind(operation)] != UNRANKED)
                .toArray();
        int[] others = certain(columns)
                .filter(operation -> ranks[columns.kind(operation)] == UNRANKED)
                .toArray();
        int[] uncertain = IntStream.range(0, columns.size())
                .filter(operation -> !columns.isCertain(operation) && automaton.changes(columns.kind(operation)))
                .toArray();
        return sort(ranked, columns, ranks, patience)
                ? Optional.of(new Ranking(columns, ranked, others, uncertain))
                : Optional.empty();
    }

    private static <S> long[] ranks(Automaton<S> automaton, Patience patience) {
        long[] ranks = new long[automaton.kinds()];
        for (int kind = 0; kind < ranks.length; kind++) {
            patience.step(kind);
            OptionalLong rank = automaton.transition(kind).rank();
            ranks[kind] = rank.isPresent() ? rank.getAsLong() : UNRANKED;
        }
        return ranks;
    }

    private static boolean changesWithoutRank(Automaton<?> automaton, Columns columns, long[] ranks) {
        return certain(columns).map(columns::kind).anyMatch(kind -> ranks[kind] == UNRANKED && automaton.changes(kind));
    }

    private static IntStream certain(Columns columns) {
        return IntStream.range(0, columns.size()).filter(columns::isCertain);
    }

    /** By rank, and those of one rank by number. Whether the ranks are close enough together for that. */
    private static boolean sort(int[] operations, Columns columns, long[] ranks, Patience patience) {
        if (operations.length == 0) {
            return true;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int operation : operations) {
            least = Math.min(least, ranks[columns.kind(operation)]);
            greatest = Math.max(greatest, ranks[columns.kind(operation)]);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(columns.size());
        if (greatest - least < 0 || greatest - least >= Long.MAX_VALUE >> bits) {
            return false;
        }
        long[] keys = new long[operations.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (ranks[columns.kind(operations[i])] - least) << bits | operations[i];
        }
        long[] sorted = Sorting.sorted(keys, keys.length, patience);
        for (int i = 0; i < keys.length; i++) {
            operations[i] = (int) (sorted[i] & (1L << bits) - 1);
        }
        return true;
    }

    /** Ranked operations whose times do not agree with their ranks. */
    Optional<Belated> belated() {
        int latest = -1;
        for (int operation : ranked) {
            if (columns.returned(operation) < latest) {
                return Optional.of(new Belated(columns.operationAt(latest), operation));
            }
            latest = Math.max(latest, columns.invoked(operation));
        }
        return Optional.empty();
    }
}
