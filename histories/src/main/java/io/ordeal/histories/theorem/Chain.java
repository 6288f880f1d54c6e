package io.ordeal.histories.theorem;

import io.ordeal.histories.model.Trie;
import io.ordeal.histories.theorem.Contradiction.Torn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of a set that only grows, in the order of what they saw; those that saw the same, as they were invoked. */
final class Chain {

    private final List<Read> reads;
    /** How many reads came before the first that saw an element. */
    private final Map<@Nullable Object, Integer> before = new HashMap<>();

    /** @param kind the same for reads that saw the same, and for no others */
    record Read(int operation, int kind, Trie elements) {}

    Chain(List<Read> reads) {
        this.reads = reads.stream()
                .sorted(Comparator.comparingInt((Read read) -> read.elements().size())
                        .thenComparingInt(Read::kind)
                        .thenComparingInt(Read::operation))
                .toList();
    }

    /** How many reads there are. */
    int length() {
        return reads.size();
    }

    Read read(int rank) {
        return reads.get(rank);
    }

    /** Finds out when each element was seen first, unless two reads each saw something that the other did not. */
    Optional<Contradiction> link(Patience patience) {
        for (int rank = 0; rank < reads.size(); rank++) {
            patience.step(rank);
            Read read = reads.get(rank);
            if (rank == 0 || reads.get(rank - 1).kind() != read.kind()) {
                int first = rank;
                read.elements().forEach((element, _) -> {
                    patience.step();
                    before.putIfAbsent(element, first);
                });
                if (before.size() != read.elements().size()) {
                    return Optional.of(new Torn(reads.get(rank - 1).operation(), read.operation()));
                }
            }
        }
        return Optional.empty();
    }

    /** What somebody saw, and how many reads come before it is there. */
    Map<@Nullable Object, Integer> seen() {
        return before;
    }

    /** How many reads come before there is {@code element}; all, if nobody ever saw it. */
    int before(@Nullable Object element) {
        return before.getOrDefault(element, reads.size());
    }
}
